"""The register kept by hand: an enterprise, its stage, a week's hours, a correction; an enquiry."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Page, expect

from cashflow.demonstration.story import five_quarters_before
from programmes.quarters import Quarter, quarters
from tests.browser.board import row_of
from tests.browser.checks import assert_sound
from tests.browser.conftest import NewPage
from tests.browser.pages import FENMARCH
from tests.browser.site import Site

PARTNER = "partner@fenmarch.example"
NAME = "Withy Bed Home Help"
QUARTER = 5


def quarter() -> Quarter:
    """The quarter that has just ended in the invented council's programme."""
    return quarters(five_quarters_before(timezone.localdate()), 8)[QUARTER - 1]


def rolled_up(page: Page, site: Site) -> tuple[Decimal, Decimal, str]:
    """Hours a week and measured hours of the quarter, and how complete they are."""
    page.goto(site.url("quarter_hours", **FENMARCH))
    row = row_of(page.get_by_role("table"), "Y2 Q1")
    return decimal(row[1]), decimal(row[2]), row[6]


def decimal(text: str) -> Decimal:
    """A figure of a table."""
    return Decimal(text.replace(",", ""))


def fill_date(page: Page, group: str, day: str) -> None:
    """Type a date, given as the ISO form has it."""
    year, month, day_of_month = day.split("-")
    box = page.get_by_role("group", name=group)
    for label, value in (("Day", day_of_month), ("Month", month), ("Year", year)):
        box.get_by_label(label).fill(value)


def test_an_enterprise_its_hours_and_a_correction(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    prepared.sign_in(page, PARTNER)
    per_week, measured, _ = rolled_up(page, prepared)

    page.get_by_role("link", name="Enterprises").click()
    page.get_by_role("button", name="Add an enterprise").click()
    page.get_by_label("Name of the enterprise").fill(NAME)
    page.get_by_role("group", name="Did it trade before").get_by_label("No", exact=True).check()
    page.get_by_label("Personal care").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("No stage is recorded")

    page.get_by_role("link", name="Add a stage").click()
    page.get_by_label("Established").check()
    fill_date(page, "On which day?", quarter().start.isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Established")).to_be_visible()

    # By hand: one week of 20.25 hours makes the quarter's measured hours 20.25 more, and its
    # hours a week 20.25 / 13 (or 14, as the calendar has it) more.
    record(page, quarter(), ["20.25"], "Measured")
    after, more, coverage = rolled_up(page, prepared)
    assert more - measured == Decimal("20.25")
    assert_near(after - per_week, Decimal("20.25") / len(quarter().weeks))
    assert "trading" in coverage

    page.get_by_role("link", name="Enterprises").click()
    page.get_by_label("Name, reference or postcode").fill(NAME)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=NAME).click()
    record(page, quarter(), ["12.50", "3.25"], "Measured")
    corrected, less, _ = rolled_up(page, prepared)
    assert less - measured == Decimal("15.75")
    assert_near(corrected - per_week, Decimal("15.75") / len(quarter().weeks))


def assert_near(found: Decimal, exact: Decimal) -> None:
    """Both sides of a difference are shown with two decimals, so it is right to one hundredth."""
    assert abs(found - exact) <= Decimal("0.01")


def record(page: Page, when: Quarter, hours: list[str], basis: str) -> None:
    """Give the hours of the quarter's third week on the enterprise's page."""
    page.get_by_label("Quarter", exact=True).select_option(str(QUARTER))
    page.get_by_role("button", name="Show this quarter").click()
    week = when.start + timedelta(days=(7 - when.start.weekday()) % 7 + 14)
    words = f"{week.day} {week:%B %Y}"
    # The link's first words are for screen readers only, where a pointer finds nothing to click.
    page.get_by_role("link", name=words).press("Enter")
    expect(page.locator("h1")).to_have_text(f"Hours for the week of {words}")
    for line, given in enumerate(hours, start=1):
        box = page.get_by_role("group", name=f"Line {line}")
        box.get_by_label("Hours").fill(given)
        box.get_by_label("Kind of help").select_option(label="Personal care")
        box.get_by_label("Who pays").select_option(index=line)
    page.get_by_role("button", name="Save this week").click()
    expect(page.locator("h1")).to_have_text(NAME)
    row = page.get_by_role("row").filter(has_text=words)
    expect(row).to_contain_text(basis)
    expect(row).to_contain_text(str(sum(Decimal(given) for given in hours)))


def test_an_enterprise_added_by_mistake(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    prepared.sign_in(page, PARTNER)
    page.goto(prepared.url("enterprise_new", **FENMARCH))
    page.get_by_label("Name of the enterprise").fill("Added by mistake")
    page.get_by_role("group", name="Did it trade before").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove it, if it was added by mistake").click()
    assert_sound(page, "Remove Added by mistake", "enterprise-removed")
    page.get_by_role("button", name="Remove this enterprise").click()
    expect(page.locator(".govuk-notification-banner")).to_contain_text(
        "Added by mistake is removed from the register."
    )
    page.go_back()
    expect(page.locator(".govuk-notification-banner")).to_contain_text("has been removed already")
    page.get_by_label("Name, reference or postcode").fill("Added by mistake")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("main")).to_contain_text("No enterprise matches.")


def test_an_enquiry(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    prepared.sign_in(page, PARTNER)
    page.goto(prepared.url("enquiry_list", **FENMARCH))
    page.get_by_role("button", name="Add an enquiry").click()
    fill_date(page, "Date received", quarter().end.isoformat())
    page.get_by_label("How they heard of the programme").fill("Parish magazine")
    page.get_by_label("Open").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Enquiries")
    expect(page.get_by_role("table")).to_contain_text("Parish magazine")
