"""Tables in a window 360 pixels wide: blocks where that reads better, and heard as tables."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import NARROW, axe_findings, wait_for, wait_for_charts
from tests.browser.conftest import NewPage
from tests.browser.pages import CAMBRIDGESHIRE, FENMARCH
from tests.browser.site import Site

# Who looks where, and how many of the page's tables stack and scroll there.
PAGES: list[tuple[str, str, dict[str, Any], int, int]] = [
    ("dashboard", "board", CAMBRIDGESHIRE, 5, 6),
    ("history", "auditor", {"council": "cambridgeshire"}, 1, 0),
    ("job_list", "administrator", {"council": "fenmarch"}, 1, 0),
    ("return_list", "commissioner", FENMARCH, 1, 0),
    ("enterprise_list", "commissioner", FENMARCH, 1, 0),
    ("enquiry_list", "commissioner", FENMARCH, 1, 0),
    ("quarter_hours", "commissioner", FENMARCH, 0, 1),
    ("assumptions", "finance", CAMBRIDGESHIRE, 4, 0),
    ("enterprise_detail", "partner", {**CAMBRIDGESHIRE, "enterprise": 3}, 1, 0),
    ("assumptions_costs", "finance", FENMARCH, 0, 1),
    ("why_rows", "auditor", {**CAMBRIDGESHIRE, "quarter": 5}, 1, 0),
    ("why_counted", "auditor", {**CAMBRIDGESHIRE, "count": "enquiries", "quarter": 4}, 1, 0),
]


@pytest.fixture
def look(new_page: NewPage, browser: Browser, prepared: Site) -> Any:
    """Open a page as somebody, 360 pixels wide, with everything on it unfolded."""

    def opened(route: str, role: str, places: dict[str, Any], **options: Any) -> Page:
        who = f"{role}@{places['council']}.example"
        page = new_page(viewport=NARROW, storage_state=prepared.session(browser, who), **options)
        page.goto(prepared.url(route, **places))
        if options.get("java_script_enabled", True):
            wait_for_charts(page)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        return page

    return opened


@pytest.mark.parametrize(("route", "role", "places", "stacking", "scrolling"), PAGES)
def test_words_stack_and_figures_scroll(
    look: Any, route: str, role: str, places: dict[str, Any], stacking: int, scrolling: int
) -> None:
    page = look(route, role, places)
    regions = page.locator(".pm-table-scroll").all()
    stacked = [region for region in regions if region.locator(".pm-table--stacks").count()]
    assert (len(stacked), len(regions) - len(stacked)) == (stacking, scrolling)
    for region in stacked:
        assert region.evaluate("r => r.scrollWidth <= r.clientWidth"), region.inner_text()[:80]
        expect(region).not_to_have_attribute("tabindex", "0")
    for region in regions:
        if region not in stacked and region.evaluate("r => r.scrollWidth > r.clientWidth"):
            expect(region).to_have_attribute("tabindex", "0")
            assert region.get_attribute("aria-label")
    assert axe_findings(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]


def test_a_row_is_a_block_with_its_headings_and_a_row_of_a_table_all_the_same(look: Any) -> None:
    page = look("return_list", "commissioner", FENMARCH)
    table = page.get_by_role("table", name="Quarterly returns of")
    row = table.get_by_role("row").nth(1)
    heading = row.get_by_role("rowheader")
    expect(heading).to_contain_text("Y1 Q1")
    cells = row.get_by_role("cell").all()
    names = [head.inner_text() for head in table.get_by_role("columnheader").all()]
    assert [cell.get_attribute("data-label") for cell in cells] == names[1:]
    assert heading.get_attribute("data-label") == names[0]
    # One under the other, the name left of what it names. All at once: the header shows and hides
    # its menu button a moment later than the window changes, and moves what is below.
    where = "row => [...row.cells].map(cell => cell.getBoundingClientRect().top)"
    tops = row.evaluate(where)
    assert tops == sorted(set(tops))
    shown = heading.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert shown.startswith('"Quarter"')
    assert table.get_by_role("row").count() == 9
    # In a wide window it is a table as ever, and nothing is said twice.
    page.set_viewport_size({"width": 1280, "height": 900})
    tops = row.evaluate(where)
    assert len(tops) == len(names)
    assert len(set(tops)) == 1
    assert heading.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


def test_a_figure_table_can_be_scrolled_by_keyboard(look: Any) -> None:
    page = look("dashboard", "board", CAMBRIDGESHIRE)
    region = page.get_by_role("region", name="Cost avoided and net by quarter")
    region.focus()
    expect(region).to_be_focused()
    page.keyboard.press("ArrowRight")
    wait_for(region, "r => r.scrollLeft > 0")


def test_rows_stack_without_scripts_too(new_page: NewPage, prepared: Site) -> None:
    page = new_page(viewport=NARROW, java_script_enabled=False)
    page.goto(prepared.url("cookies"))
    region = page.locator(".pm-table-scroll")
    assert region.evaluate("r => r.scrollWidth <= r.clientWidth")
    expect(page.get_by_role("table").get_by_role("rowheader")).to_have_count(2)
