"""Deciding on a correction: what was approved and what is said now, both in sight in any window."""

from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.checks import NARROW, WIDE, assert_sound
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.small import small_programme

CODE = """
from decimal import Decimal
from accounts.models import User
from programmes.actions import returns
from programmes.editions import editions_of
from programmes.models import Programme

def person(role):
    return User.objects.get(email=f"{{role}}@cambridgeshire.example")

def given(version, spent, hours, comment):
    returns.save(
        return_=version,
        by=person("commissioner"),
        seen=editions_of(version),
        entries={{
            "expenditure": returns.Entry(Decimal(spent)),
            "hours_per_week": returns.Entry(Decimal(hours)),
        }},
        comment=comment,
    )
    version.refresh_from_db()
    returns.submit(return_=version, by=person("commissioner"), edition=version.edition)
    version.refresh_from_db()

programme = Programme.unscoped.get(slug={slug!r})
for quarter, spent in ((1, "25000"), (2, "26000")):
    version = returns.open_version(
        programme=programme, quarter_number=quarter, by=person("commissioner")
    )
    given(version, spent, "30", "A quiet quarter.")
    returns.approve(return_=version, by=person("finance"), edition=version.edition)
version = returns.reopen(
    return_=version, by=person("administrator"), reason="A credit note came late"
)
given(version, "-251234.50", "3", "A credit note came late, so the quarter ended below zero.")
"""


def test_old_and_new_stand_together_above_the_rest(
    prepared: Site, browser: Browser, new_page: NewPage
) -> None:
    places: dict[str, Any] = small_programme(prepared, "Corrected help")
    prepared.run(CODE.format(slug=places["programme"]))
    session = prepared.session(browser, "finance@cambridgeshire.example")
    page = new_page(storage_state=session, viewport=NARROW)
    page.goto(prepared.url("return_decide", **places, quarter=2))
    changed = page.get_by_role("table", name="What changed from version 1")
    figures = page.get_by_role("table", name="Figures of this return")
    row = changed.get_by_role("row").filter(has_text="Expenditure")
    for words in ("£26,000", "−\u2060£251,234.50"):
        cell = row.get_by_role("cell").filter(has_text=words)
        expect(cell).to_have_count(1)
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
    expect(changed.get_by_role("row")).to_have_count(3)
    above, below = changed.bounding_box(), figures.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    # What a figure is held against is in sight too.
    assert page.locator(".pm-table-scroll").evaluate_all(
        "regions => regions.every(one => one.scrollWidth <= one.clientWidth)"
    )
    expect(page.get_by_text("ten times last quarter’s £25,000 or more.")).to_be_visible()
    page.set_viewport_size(WIDE)
    assert_sound(page, "Decide on the return", "decide-correction")
