"""A real browser for the tests of this folder."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import application, browsers
from tests.browser import prepared_uploads
from tests.browser.prepared import CODE, PASSWORD, SYSTEM
from tests.browser.site import Site

# So that a check which fails says what it saw.
pytest.register_assert_rewrite("tests.browser.checks")

# Milliseconds until an expectation counts as failed: a worker on a busy machine may be at work.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

NewPage = Callable[..., Page]


# For the folder, not the session: while Playwright runs, this thread has an event loop, and Django
# refuses to touch a database in such a thread unless told that it is meant.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once for the folder; the test fails if the machine has none."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=browsers.required(), args=list(browsers.ARGUMENTS)
            )
            yield chromium
            chromium.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def note_complaints(page: Page, complaints: list[str]) -> None:
    """Write down what the page complains of on the console: a refused style, a script's error.

    An answer such as 404 is not a complaint: tests ask for those on purpose.
    """

    def note(kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):
            complaints.append(text)

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: note(message.type, message.text))


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens a page with cookies of its own: `new_page(viewport=..., java_script_enabled=False)`.

    What the pages complain of on the console fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        note_complaints(page, complaints)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page 1,280 pixels wide, with JavaScript."""
    return new_page()


@pytest.fixture(scope="package")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application on the demonstration and the states that it lacks, for looking at pages."""
    with application.up(tmp_path_factory.mktemp("site")) as running:
        found = Site(running, {SYSTEM: PASSWORD})
        found.read_passwords(running.manage("load_demonstration"))
        found.run(CODE)
        found.run(prepared_uploads.CODE)
        yield found
        assert running.make.poll() is None, running.output[-5000:]
