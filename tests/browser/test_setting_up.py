"""A council administrator sets a programme up from nothing, and the board page shows its plan."""

from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.browser.board import row_of
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.test_register import fill_date
from tests.processes import wait_until

ADMINISTRATOR = "administrator@fenmarch.example"
NAME = "Night sitting service"
PLACES = {"council": "fenmarch", "programme": "night-sitting-service"}
HOURS = ("10", "20", "30", "40")
COSTS = ("1000", "1000", "1000", "500")
# By hand, on the calendar rule: by their Thursdays the quarters from July 2026 have 13, 14, 12
# and 13 weeks. At £5.00: 650, 1,400, 1,800 and 2,600 avoided; less the costs -350, 400, 800 and
# 2,100; added up:
CUMULATIVE = ("−\u2060£350", "£50", "£850", "£2,950")


def test_a_programme_from_nothing(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    prepared.sign_in(page, ADMINISTRATOR)
    create(page)
    step(page, "What an hour avoids", "Cost avoided for each hour")
    give_a_rate(page)
    step(page, "Planned hours", "Planned hours a week")
    for number, hours in enumerate(HOURS, start=1):
        page.locator(f"[name=quarter_{number}]").fill(hours)
    save(page, "The plan of the business case")
    step(page, "Planned costs", "What the programme costs")
    page.get_by_role("group", name="Cost line 1").get_by_label("Name").fill("Sitters' rota")
    for number, pounds in enumerate(COSTS, start=1):
        page.locator(f"[name=amount_1_{number}]").fill(pounds)
    save(page, "The budget")
    step(page, "Measures, baselines and targets", "Measures and targets")
    add_a_measure_with_a_target(page)
    page.get_by_role("link", name="Set-up").click()
    expect(page.locator("main")).to_contain_text("Everything is set up.")
    read_the_board_page(page, prepared)


def create(page: Page) -> None:
    """What the programme is, from the list of programmes."""
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Programmes").click()
    page.get_by_role("button", name="Create a programme").click()
    page.get_by_label("Programme name").fill(NAME)
    page.get_by_label("Delivery partner").fill("Lantern Night Care")
    fill_date(page, "Start date", "2026-07-01")
    page.get_by_label("Number of quarters").fill("4")
    weeks = page.get_by_role("group", name="Weeks in a quarter")
    weeks.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Create programme").click()
    expect(page.get_by_text(f"{NAME} was created.")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Set up the programme")


def step(page: Page, title: str, heading: str) -> None:
    """Go to one of the steps."""
    page.get_by_role("link", name="Set-up").click()
    page.locator(".govuk-task-list").get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(heading)


def give_a_rate(page: Page) -> None:
    """£5.00 from the first Monday on; a Tuesday is refused first."""
    group = page.get_by_role("group", name="Rate 1").first
    for day in ("2026-06-30", "2026-06-29"):
        year, month, day_of_month = day.split("-")
        for label, value in (("Day", day_of_month), ("Month", month), ("Year", year)):
            group.get_by_label(label).fill(value)
        group.get_by_label("Cost avoided for each hour").fill("5.00")
        save(page, "The price of a night")
        if day == "2026-06-30":
            expect(page.locator(".govuk-error-summary")).to_contain_text("must start on a Monday")


def save(page: Page, reason: str) -> None:
    """Save the assumptions as a new version."""
    page.get_by_label("Why do the assumptions change?").fill(reason)
    page.get_by_role("button", name="Save as a new version").click()


def add_a_measure_with_a_target(page: Page) -> None:
    """People helped: 25 by the end of the first year."""
    page.get_by_role("button", name="Add a measure").click()
    page.get_by_label("Name of the measure").fill("People helped at night")
    page.get_by_role("group", name="Unit").get_by_role("radio").first.check()
    page.get_by_role("button", name="Save measure").click()
    expect(page.get_by_text("People helped at night").first).to_be_visible()
    page.get_by_role("link", name="Set a target of People helped at night").click()
    page.get_by_label("By the end of").select_option("4")
    page.get_by_role("group", name="The figure must be").get_by_role("radio").first.check()
    page.get_by_label("Target", exact=True).fill("25")
    page.get_by_role("group", name="Is it agreed?").get_by_label("Agreed", exact=True).check()
    page.get_by_role("button", name="Save target").click()
    expect(page.get_by_text("The target was saved.")).to_be_visible()


def read_the_board_page(page: Page, site: Site) -> None:
    """The plan's cash flow, as worked out by hand, with its break-even and the target."""
    page.goto(site.url("dashboard", **PLACES))
    wait_until(lambda: is_worked_out(page), 60, "for the plan's cash flow")
    expect(page.locator(".pm-headline")).to_contain_text("the money is recovered by Y1 Q2")
    chart = page.locator("figure#cumulative")
    expect(chart.locator("[data-drawn=yes]")).to_contain_text("reaks even Y1 Q2")
    chart.get_by_text("Show as table").click()
    table = chart.get_by_role("table")
    plan = tuple(row_of(table, f"Y1 Q{number}")[1] for number in range(1, 5))
    assert plan == CUMULATIVE
    expect(page.get_by_role("row").filter(has_text="People helped at night")).to_contain_text(
        "At least 25 by Y1 Q4"
    )
    rows = page.request.get(site.url("dashboard_csv", **PLACES)).text().splitlines()
    assert Decimal(len(rows)) > 4


def is_worked_out(page: Page) -> bool:
    """Whether the worker has put the figures of the last change on the page."""
    page.reload()
    cells = page.locator("figure#cumulative td").all_text_contents()
    return (
        CUMULATIVE[-1] in map(str.strip, cells)
        and page.get_by_text("being worked out").count() == 0
    )
