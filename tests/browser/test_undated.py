"""A list of hours whose headings do not say of which year: asked once, and it goes in."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site

pytestmark = pytest.mark.browser

EMAIL = "partner@fenmarch.example"
WHERE = {"council": "fenmarch", "programme": "community-micro-enterprises"}
CONTENT = b"Provider,03/05,10/05,17/05,TOTAL\nAlder Companions,3,4.5,,7.5\n"


# Milliseconds. The worker starts a process for each file that it reads.
READ = 60_000


def checked(page: Page) -> None:
    """Wait until the page has shown itself anew, as it does when the file is read."""
    expect(page.locator("h1")).to_have_text("Check what we made of your file", timeout=READ)


@pytest.mark.parametrize("page_name", ["Problems", "Sheets and columns"])
@pytest.mark.parametrize("kind", ["Work it out for me", "Weekly hours"])
def test_one_answer_puts_a_list_without_years_in(
    prepared: Site, new_page: NewPage, browser: Any, page_name: str, kind: str
) -> None:
    page = new_page(storage_state=prepared.session(browser, EMAIL))
    page.goto(prepared.url("upload_new", **WHERE))
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("The file", exact=True).set_input_files(
        {"name": "Undated.csv", "mimeType": "text/csv", "buffer": CONTENT}
    )
    page.get_by_role("button", name="Upload and check").click()
    checked(page)
    page.get_by_role("link", name=page_name, exact=True).click()
    page.get_by_label("Which Monday is “03/05”?").fill("3 May 2021")
    page.get_by_role("button", name="Save and check again").last.click()
    checked(page)
    expect(page.get_by_text("Understood", exact=True)).to_be_visible()
    expect(page.get_by_text("to put right")).to_have_count(0)
    page.get_by_role("link", name="What will change", exact=True).click()
    for week in ("3 May 2021", "10 May 2021"):
        expect(page.get_by_text(week).first).to_be_visible()
