"""From a quarterly return to the board's chart, in the application that `make run` starts.

A fresh clone, a web server and a worker in processes of their own, SQLite: three invented people
of the demonstration's second council do their part, each in a browser of their own.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import application
from tests.browser.board import (
    cash_flow,
    cumulative,
    pounds,
    row_of,
    wait_for_figures,
)
from tests.browser.conftest import NewPage
from tests.browser.pages import FENMARCH
from tests.browser.site import Site

COMMISSIONER, FINANCE, BOARD = (
    f"{role}@fenmarch.example" for role in ("commissioner", "finance", "board")
)
# By hand, for Y2 Q1 (13 weeks, £4.40 an hour). Until its return is approved the plan stands in:
# 290 x 13 x 4.40 - 12,000 = 4,588. The return says 301.75 hours a week and £11,950.25 spent:
# 301.75 x 13 x 4.40 = 17,260.10, less 11,950.25 is 5,309.85. So every cumulative from Y2 Q1 on
# moves by 5,309.85 - 4,588.
HOURS, SPENT = "301.75", "11950.25"
MOVED = Decimal("721.85")
BEFORE, FROM = ["Y1 Q1", "Y1 Q2", "Y1 Q3", "Y1 Q4"], ["Y2 Q1", "Y2 Q2", "Y2 Q3", "Y2 Q4"]
REASON = "Two enterprises told us their weeks by telephone"
SENT_BACK = "The invoice of September is missing. Please add it."
RETURN = re.compile(r"Community micro-enterprises: return for Y2 Q1")


@pytest.fixture(scope="module")
def site(fresh_clone: Path) -> Iterator[Site]:
    """The application as `make run` starts it in a fresh clone, with the passwords it printed."""
    with application.make_run(fresh_clone) as running:
        found = Site(running)
        found.read_passwords(running.output)
        if not found.passwords:
            # Another test of this run has started the clone before: the list is printed once.
            found.read_passwords(running.manage("new_demonstration_passwords"))
        yield found


def test_a_return_moves_the_boards_figures(site: Site, new_page: NewPage) -> None:
    commissioner, finance, board = new_page(), new_page(), new_page()
    site.sign_in(board, BOARD)
    before = cumulative(board, site, FENMARCH)

    site.sign_in(commissioner, COMMISSIONER)
    fill_in_a_draft(commissioner)
    commissioner.get_by_role("button", name="Sign out").click()
    expect(commissioner.locator("h1")).to_have_text("You have signed out")
    site.sign_in(commissioner, COMMISSIONER)
    find_what_was_saved(commissioner)
    finish_and_submit(commissioner, spent="9000")

    site.sign_in(finance, FINANCE)
    send_back(finance)
    find_the_reason(commissioner)
    correct_and_submit(commissioner)
    assert cumulative(board, site, FENMARCH) == before, "nothing counts until it is approved"
    approve(finance)

    wait_for_figures(board, site, FENMARCH, before)
    after = cumulative(board, site, FENMARCH)
    assert {quarter: after[quarter] - before[quarter] for quarter in before} == {
        **dict.fromkeys(BEFORE, Decimal(0)),
        **dict.fromkeys(FROM, MOVED),
    }
    read_the_board_page(board, site, after)
    trace_a_figure(board, site)


def fill_in_a_draft(page: Page) -> None:
    """From the first page to a saved draft: register's figures, one of one's own with a reason."""
    page.get_by_role("link", name=RETURN).click()
    expect(page.locator("h1")).to_contain_text("Return for Y2 Q1")
    page.get_by_role("button", name="Begin this return").click()
    page.get_by_role("link", name="Delivery").click()
    hours = page.get_by_role("group", name="Hours of help and care a week")
    beside = page.locator(".pm-field-row").filter(has_text="Hours of help and care a week")
    for words in ("Last quarter", "Plan", "290 hours a week", "The register says"):
        expect(beside).to_contain_text(words)
    hours.get_by_label("Give another figure").check()
    hours.get_by_label("Your figure").fill(HOURS)
    hours.get_by_label("Why it differs from the register").fill(REASON)
    for name in ("New micro-enterprises", "Enquiries from would-be micro-entrepreneurs"):
        page.get_by_role("group", name=name).get_by_label("Use the register's figure").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Money")
    expect(page.locator(".pm-field-row").filter(has_text="Expenditure")).to_contain_text("£12,000")
    page.get_by_label("Expenditure").fill("8000")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft was saved.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Delivery")).to_contain_text("Completed")
    page.get_by_role("link", name="Home").click()
    expect(
        page.get_by_role("listitem").filter(has=page.get_by_role("link", name=RETURN))
    ).to_be_visible()


def find_what_was_saved(page: Page) -> None:
    """Come back another time: what was typed and chosen stands where it was."""
    page.get_by_role("link", name=RETURN).click()
    page.get_by_role("link", name="Delivery").click()
    hours = page.get_by_role("group", name="Hours of help and care a week")
    expect(hours.get_by_label("Give another figure")).to_be_checked()
    expect(hours.get_by_label("Your figure")).to_have_value(HOURS)
    expect(hours.get_by_label("Why it differs from the register")).to_have_value(REASON)
    enquiries = page.get_by_role("group", name="Enquiries from would-be micro-entrepreneurs")
    expect(enquiries.get_by_label("Use the register's figure")).to_be_checked()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("Expenditure")).to_have_value("8000")


def finish_and_submit(page: Page, spent: str) -> None:
    """The rest of the return, the check of all answers, and handing it in."""
    page.get_by_label("Expenditure").fill(spent)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Other measures")
    page.get_by_label("People supported in a usual week").fill("96")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Comment on the quarter").fill("Three enterprises began in August.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Check your answers")
    answers = page.locator("main")
    expect(answers).to_contain_text(f"{HOURS} hours a week")
    expect(answers).to_contain_text(f"Your reason: {REASON}")
    expect(answers).to_contain_text("Taken from the register")
    expect(answers).to_contain_text("Three enterprises began in August.")
    expect(answers).to_contain_text("2 figures are blank and will count as missing, not as zero")
    page.get_by_role("button", name="Submit the return").click()
    expect(page.locator("h1")).to_contain_text("Return submitted")
    expect(page.locator("main")).to_contain_text("It waits for Peter Quill")


def send_back(page: Page) -> None:
    """The finance lead finds the return on the first page and sends it back with a reason."""
    page.get_by_role("link", name=re.compile("decide the return for Y2 Q1")).click()
    expect(page.locator("h1")).to_have_text("Decide on the return")
    table = page.get_by_role("table")
    assert row_of(table, "Expenditure")[1] == "£9,000"
    assert REASON in row_of(table, "Hours of help and care a week")[1]
    page.get_by_label("Send back to be corrected").check()
    page.get_by_role("button", name="Confirm decision").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter what is to be corrected")
    expect(page.get_by_label("Send back to be corrected")).to_be_checked()
    page.get_by_label("What is to be corrected").fill(SENT_BACK)
    page.get_by_role("group", name="Sections to look at again").get_by_label("Money").check()
    page.get_by_role("button", name="Confirm decision").click()
    expect(page.get_by_text("The return was sent back.")).to_be_visible()


def find_the_reason(page: Page) -> None:
    """The commissioner reads the reason on the first page, and again on the return."""
    page.get_by_role("link", name="Home").click()
    expect(page.locator("main")).to_contain_text(f"Peter Quill sent it back: {SENT_BACK}")
    page.get_by_role("link", name=RETURN).click()
    expect(page.locator("main")).to_contain_text("To look at again: Money")
    expect(page.locator(".govuk-inset-text")).to_contain_text(SENT_BACK)


def correct_and_submit(page: Page) -> None:
    """Change the one figure, from the check page, and hand the return in again."""
    page.get_by_role("link", name="Money").click()
    page.get_by_label("Expenditure").fill(SPENT)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Check and submit").click()
    expect(page.locator("main")).to_contain_text("£11,950.25")
    page.get_by_role("button", name="Submit the return").click()
    expect(page.locator("h1")).to_contain_text("Return submitted")


def approve(page: Page) -> None:
    """The finance lead, another person, approves."""
    page.get_by_role("link", name="Home").click()
    page.get_by_role("link", name=re.compile("decide the return for Y2 Q1")).click()
    assert row_of(page.get_by_role("table"), "Expenditure")[1] == "£11,950.25"
    page.get_by_label("Approve").check()
    page.get_by_role("button", name="Confirm decision").click()
    expect(page.get_by_text("The return is approved.")).to_be_visible()


def read_the_board_page(page: Page, site: Site, figures: dict[str, Decimal]) -> None:
    """Headline, cards, the drawn chart with its marker, its table, and the download agree."""
    page.goto(site.url("dashboard", **FENMARCH))
    expect(page.locator(".pm-headline")).to_contain_text(
        "On actual figures to Y2 Q1 and plan from there, the money is recovered by Y2 Q4"
    )
    cards = page.locator(".pm-kpi")
    for label in ("Breaks even in", "Deepest cumulative cost", "Hours of help and care a week"):
        expect(cards.filter(has_text=label).first).to_be_visible()
    expect(cards.filter(has_text="People supported in a usual week")).to_contain_text("96")
    chart = page.locator("figure#cumulative")
    drawing = chart.locator("[data-chart][data-drawn=yes]")
    expect(drawing).to_contain_text("Breaks even Y2 Q4")
    for words in ("Plan", "Actual", "Forecast"):
        expect(drawing).to_contain_text(words)
    chart.get_by_text("Show as table").click()
    expect(chart.get_by_role("table")).to_be_visible()
    for quarter, amount in figures.items():
        assert row_of(chart.get_by_role("table"), quarter)[2] == pounds(amount)
    states = [row_of(chart.get_by_role("table"), quarter)[3] for quarter in ("Y2 Q1", "Y2 Q2")]
    assert states == ["Actual", "Forecast"]
    with page.expect_download() as download:
        chart.get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    row = cash_flow(page, site, FENMARCH)["Y2 Q1"]
    assert Decimal(row["Cost avoided, exact (£)"]) == Decimal("17260.10")
    assert Decimal(row["Expenditure, exact (£)"]) == Decimal(SPENT)
    assert Decimal(row["Net, exact (£)"]) == Decimal("5309.85")
    assert (row["Hours are"], row["Version of the return"]) == ("Actual", "1")


def trace_a_figure(page: Page, site: Site) -> None:
    """From the chart down to the version of the return, its figure and who approved it."""
    chart = page.locator("figure#cumulative")
    row = chart.get_by_role("row").filter(has_text="Y2 Q1")
    row.get_by_role("link").nth(1).click()
    expect(page.locator("h1")).to_have_text("Cumulative in Y2 Q1: where does it come from?")
    page.get_by_role("link", name=re.compile("^Net")).first.click()
    expect(page.locator("h1")).to_have_text("Net in Y2 Q1: where does it come from?")
    main = page.locator("main")
    expect(main).to_contain_text("£5,310")
    expect(main).to_contain_text("Approved by Peter Quill")
    page.get_by_role("link", name=re.compile("Version 1 of the return")).click()
    expect(page.locator("h1")).to_have_text("Version 1 of the return")
    table: Any = page.get_by_role("table").first
    assert SPENT.replace("11950", "11,950") in " ".join(row_of(table, "Expenditure"))
    expect(page.locator("main")).to_contain_text(SENT_BACK)
