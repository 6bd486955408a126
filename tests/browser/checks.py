"""What every page must be: readable by everyone, in any window, without a complaint."""

import os
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import PATIENCE
from tests.processes import wait_until

AXE = Path(__file__).resolve().parents[1] / "vendor/axe-core-4.14.1/axe.min.js"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
# Names a folder in which the pictures of all pages are to be kept.
SHOTS = "PM_SHOTS"


def assert_sound(page: Page, heading: str, name: str = "") -> None:
    """The page says `heading`; axe finds nothing; at 360 pixels it is no wider than that.

    With `name`, pictures of it in both widths are kept where PM_SHOTS names a folder.
    """
    # A click is done when the new page begins to arrive: its heading says that it is the right one,
    # then the rest of it is waited for.
    expect(page.locator("h1")).to_have_text([heading])
    page.wait_for_load_state()
    assert one_line([page.title()])[0].removeprefix("Error: ").startswith(heading)
    wait_for_charts(page)
    assert axe_findings(page) == []
    take(page, f"{name}-wide" if name else "")
    page.set_viewport_size(NARROW)
    wait_for_charts(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    take(page, f"{name}-narrow" if name else "")
    page.set_viewport_size(WIDE)


def one_line(texts: list[str]) -> list[str]:
    """The texts with every run of spaces as one."""
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def axe_findings(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule that axe finds broken, with the elements that break it."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@cache
def axe_source() -> str:
    """The script of axe, read once."""
    return AXE.read_text(encoding="utf-8")


def wait_for_charts(page: Page) -> None:
    """Until every chart of the page is drawn for the window as it is."""
    for chart in page.locator("[data-chart]").all():
        expect(chart).to_have_attribute("data-drawn", "yes")
        # Drawn anew after a change of the window's width, when its own width has settled.
        wait_for(chart, "c => Math.abs(Number(c.dataset.drawnWidth) - c.clientWidth) <= 1")


def wait_for(element: Locator, condition: str) -> None:
    """Until a function of JavaScript says true of the element.

    Asked from outside again and again: what Playwright leaves in the page to ask for itself
    (`wait_for_function`) is refused by our content security policy as soon as it asks twice.
    """
    wait_until(lambda: element.evaluate(condition), PATIENCE / 1000, f"for {condition}")


def take(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where somebody asked for pictures."""
    if name and (folder := os.environ.get(SHOTS)):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
