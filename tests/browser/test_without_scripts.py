"""The return and the board page in a browser that runs no script."""

import re
from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.browser.board import cumulative, row_of, wait_for_figures
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.small import small_programme

COMMISSIONER, FINANCE, BOARD = (
    f"{role}@cambridgeshire.example" for role in ("commissioner", "finance", "board")
)
NAME = "Evening help"


def test_a_return_and_the_board_page_without_scripts(prepared: Site, new_page: NewPage) -> None:
    """By hand: 30 hours x 13 weeks x £5.00 = £1,950; less £900 is £1,050 net, in place of the
    plan's 20 x 13 x 5 - 1,000 = £300."""
    places = small_programme(prepared, NAME)
    commissioner, finance, board = (new_page(java_script_enabled=False) for _ in range(3))
    prepared.sign_in(board, BOARD)
    prepared.sign_in(commissioner, COMMISSIONER)
    prepared.sign_in(finance, FINANCE)
    wait_for_figures(board, prepared, places, {})
    before = cumulative(board, prepared, places)
    assert before["Y1 Q1"] == 300

    fill_in(commissioner)
    finance.goto(prepared.url("council_home", council="cambridgeshire"))
    finance.get_by_role("link", name=re.compile(f"{NAME}: decide the return for Y1 Q1")).click()
    finance.get_by_label("Approve").check()
    finance.get_by_role("button", name="Confirm decision").click()
    expect(finance.get_by_text("The return is approved.")).to_be_visible()

    wait_for_figures(board, prepared, places, before)
    after = cumulative(board, prepared, places)
    assert {after[quarter] - before[quarter] for quarter in before} == {Decimal(750)}
    board.goto(prepared.url("dashboard", **places))
    chart = board.locator("figure#cumulative")
    expect(chart.locator("[data-chart]")).to_be_hidden()
    expect(chart.get_by_role("button", name="Download picture")).to_be_hidden()
    table = chart.get_by_role("table")
    expect(table).to_be_visible()
    assert row_of(table, "Y1 Q1")[1:] == ["£300", "£1,050", "Actual"]
    for name in ("cash", "hours"):
        expect(board.locator(f"figure#{name}").get_by_role("table")).to_be_visible()
    expect(board.get_by_role("navigation", name="Menu").get_by_role("link").first).to_be_visible()


def fill_in(page: Page) -> None:
    """The whole return, from the first page to its submission."""
    page.get_by_role("link", name=re.compile(f"{NAME}: return for Y1 Q1")).click()
    page.get_by_role("button", name="Begin this return").click()
    page.get_by_role("link", name="Delivery").click()
    for name in ("New micro-enterprises", "Enquiries from would-be micro-entrepreneurs"):
        take_or_type(page, name, "0")
    take_or_type(page, "Hours of help and care a week", "30")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Expenditure").fill("a bit")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter an amount in pounds")
    expect(page.get_by_label("Expenditure")).to_have_value("a bit")
    page.get_by_label("Expenditure").fill("900")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("link", name="Comment").click()
    page.get_by_label("Comment on the quarter").fill("A quiet quarter.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Check your answers")
    page.get_by_role("button", name="Submit the return").click()
    expect(page.locator("h1")).to_contain_text("Return submitted")


def take_or_type(page: Page, name: str, figure: str) -> None:
    """Give a figure of one's own, whether or not the register offers one."""
    group = page.get_by_role("group", name=name)
    page.wait_for_load_state()
    if group.count():
        group.get_by_label("Give another figure").check()
        group.get_by_label("Your figure").fill(figure)
        group.get_by_label("Why it differs").fill("Nothing is in the register yet")
    else:
        page.get_by_label(name).fill(figure)
