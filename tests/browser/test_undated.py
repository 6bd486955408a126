"""A list of hours whose headings do not say of which year: asked once, and it goes in."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

pytestmark = pytest.mark.browser

EMAIL = "partner@cambridgeshire.example"
WHERE = {"council": "cambridgeshire", "programme": "micro-enterprise-development-roll-out"}
CONTENT = b"Provider,03/05,10/05,17/05,TOTAL\nKind Company,3,4.5,,7.5\n"


def ready(page: Page) -> None:
    """Wait until the file is read, as a person without scripts does."""
    link = page.get_by_role("button", name="See if it is ready")
    expect(page.locator("h1")).to_be_visible()
    for _ in range(100):
        if not link.count():
            return
        link.click()
        page.wait_for_load_state()


@pytest.mark.parametrize("page_name", ["Problems", "Sheets and columns"])
@pytest.mark.parametrize("kind", ["Work it out for me", "Weekly hours"])
def test_one_answer_puts_a_list_without_years_in(
    prepared: Site, new_page: NewPage, browser: Any, page_name: str, kind: str
) -> None:
    page = new_page(storage_state=prepared.session(browser, EMAIL), java_script_enabled=False)
    page.goto(prepared.url("upload_new", **WHERE))
    page.get_by_label(kind, exact=True).check()
    file = {"name": "Undated.csv", "mimeType": "text/csv", "buffer": CONTENT}
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Upload and check").click()
    ready(page)
    page.get_by_role("link", name=page_name, exact=True).click()
    page.get_by_label("Which Monday is “03/05”?").fill("3 May 2021")
    page.get_by_role("button", name="Save and check again").last.click()
    ready(page)
    expect(page.get_by_text("2 weeks of hours")).to_be_visible()
    expect(page.get_by_role("button", name="Put this into the register")).to_be_visible()
