"""Many hours filled in on one page, by whoever runs scripts and whoever runs none."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from programmes.dates import day_words
from programmes.quarters import monday_of
from tests.browser.checks import assert_sound
from tests.browser.conftest import NewPage
from tests.browser.pages import FENMARCH
from tests.browser.site import Site
from tests.browser.test_register import PARTNER, quarter

WITH_AND_WITHOUT = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
# An enterprise of the test's own, first in the alphabet, that trades since the quarter began.
CODE = """
from datetime import date
from accounts.models import User
from enterprises.actions import register
from programmes.models import Programme

by = User.objects.get(email="partner@fenmarch.example")
added = register.add_enterprise(
    programme=Programme.unscoped.get(slug="community-micro-enterprises"),
    by=by,
    name={name!r},
    reference={name!r},
    traded_before_programme=False,
)
register.add_stage(
    enterprise=added, by=by, stage="established", on=date.fromisoformat({since!r})
)
print(added.pk)
"""


def an_enterprise(site: Site, name: str) -> dict[str, object]:
    """Put it into the register; return the parts of its address."""
    code = CODE.format(name=name, since=quarter().start.isoformat())
    return {**FENMARCH, "enterprise": int(site.run(code).split()[-1])}


def told(page: Page, words: str) -> None:
    """The page before has left this message."""
    expect(page.locator(".govuk-notification-banner")).to_contain_text(words)


def sound(page: Page, new_page: NewPage, heading: str, name: str, scripts: bool) -> None:
    """The page is sound. Where no script runs axe cannot either: what the page holds is then
    looked at in another window, to which none of its scripts come."""
    if not scripts:
        page.wait_for_load_state()
        html, url = page.content(), page.url
        page = new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(url)
        expect(page.locator("body.js-enabled")).to_have_count(0)
    assert_sound(page, heading, f"{name}-{'scripts' if scripts else 'none'}")


@WITH_AND_WITHOUT
def test_the_hours_of_a_quarter(prepared: Site, new_page: NewPage, scripts: bool) -> None:
    name = f"Abbot Ripton Gardens {scripts}"
    places = an_enterprise(prepared, name)
    page = new_page(java_script_enabled=scripts)
    prepared.sign_in(page, PARTNER)
    page.goto(prepared.url("enterprise_detail", **places) + "?quarter=5")
    page.get_by_role("link", name="fill in all weeks of Y2 Q1").click()
    heading = f"Hours of {quarter().full_label}"
    expect(page.locator("h1")).to_have_text(heading)
    weeks = [f"Week of {day_words(week)}" for week in quarter().weeks]
    for week in weeks:
        expect(page.get_by_label(week, exact=True)).to_have_value("")

    page.get_by_label("Kind of help").select_option(label="Personal care")
    page.get_by_label("Who pays").select_option(label="Direct payment")
    for week, figure in zip(weeks, ("12.5", "200", "0"), strict=False):
        page.get_by_label(week, exact=True).fill(figure)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("says 200 hours")
    expect(page.get_by_label(weeks[1], exact=True)).to_have_value("200")
    sound(page, new_page, heading, "sheet-quarter", scripts)

    page.get_by_label("Why are these hours right?").fill("Nine people work in it")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "3 weeks are saved.")
    rows = page.get_by_role("region", name="Hours by week").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("12.5")
    expect(rows.nth(2)).to_contain_text("200")
    expect(rows.nth(3)).to_contain_text("Measured")
    expect(rows.nth(4)).to_contain_text("Missing")

    page.get_by_role("link", name="fill in all weeks of Y2 Q1").click()
    expect(page.get_by_label(weeks[2], exact=True)).to_have_value("0")
    page.get_by_label(weeks[1], exact=True).fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "1 week is cleared: it is missing now")
    expect(rows.nth(2)).to_contain_text("Missing")


@WITH_AND_WITHOUT
def test_the_hours_of_a_week(prepared: Site, new_page: NewPage, scripts: bool) -> None:
    name = f"Abbotsley Companions {scripts}"
    an_enterprise(prepared, name)
    this_week = monday_of(timezone.localdate())
    last = this_week - timedelta(days=7)
    page = new_page(java_script_enabled=scripts)
    prepared.sign_in(page, PARTNER)
    page.get_by_role("link", name=re.compile("no hours for the week of")).click()
    heading = f"Hours of the week of {day_words(last)}"
    expect(page.locator("h1")).to_have_text(heading)
    sound(page, new_page, heading, "sheet-week", scripts)
    page.get_by_label(name, exact=True).fill("a few")
    page.get_by_role("button", name="Save and go to the next week").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter hours a week as a number")
    expect(page.get_by_label(name, exact=True)).to_have_value("a few")
    sound(page, new_page, heading, "sheet-week-wrong", scripts)

    page.get_by_label(name, exact=True).fill("6.25")
    page.get_by_role("button", name="Save and go to the next week").click()
    expect(page.locator("h1")).to_have_text(f"Hours of the week of {day_words(this_week)}")
    told(page, f"1 enterprise is saved for the week of {day_words(last)}.")
    page.goto(prepared.url("hours_of_week", **FENMARCH, week=last.isoformat()))
    expect(page.get_by_label(name, exact=True)).to_have_value("6.25")
