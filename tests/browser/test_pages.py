"""Every page of the site in a real browser: sound for everyone, in a wide and a narrow window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from accounts.routes import every_route
from cashflow.demonstration.story import five_quarters_before
from programmes.quarters import quarters
from tests.browser.checks import WIDE, assert_sound
from tests.browser.conftest import NewPage, note_complaints
from tests.browser.pages import CAMBRIDGESHIRE, FILES, NOT_PAGES, PAGES, Case
from tests.browser.pages_uploads import UPLOAD_PAGES
from tests.browser.site import Site

ALL = [*PAGES, *UPLOAD_PAGES]


def test_every_address_is_looked_at() -> None:
    """A page that is added to the site must be added to the table."""
    routes = {str(route.name) for _, route in every_route()}
    looked_at = {case.route for case in ALL}
    assert routes - looked_at == set(NOT_PAGES)
    assert looked_at <= routes
    assert len({case.name for case in ALL}) == len(ALL)


@dataclass
class Windows:
    """One window for each person, kept open: style sheets and scripts are then fetched once."""

    site: Site
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    open: dict[str, Page] = field(default_factory=dict)

    def of(self, who: str) -> Page:
        """The window of this person, who has signed in."""
        if who not in self.open:
            state = self.site.session(self.browser, who)
            page = self.browser.new_context(storage_state=state, viewport=WIDE).new_page()
            note_complaints(page, self.complaints)
            self.open[who] = page
        return self.open[who]


@pytest.fixture(scope="module")
def windows(prepared: Site, browser: Browser) -> Iterator[Windows]:
    """The windows of everybody who looks at pages."""
    found = Windows(prepared, browser)
    yield found
    for page in found.open.values():
        page.context.close()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_page(case: Case, prepared: Site, windows: Windows) -> None:
    page = windows.of(case.who)
    windows.complaints.clear()
    page.set_viewport_size(WIDE)
    response = page.goto(prepared.url(case.route, **case.places) + case.query)
    assert response is not None
    assert response.status == 200
    assert page.url == prepared.url(case.route, **case.places) + case.query
    assert_sound(page, heading_today(case), case.name)
    assert windows.complaints == []


def heading_today(case: Case) -> str:
    """The heading with the months of the invented council's quarters, which move with the day."""
    months = [quarter.period for quarter in quarters(five_quarters_before(timezone.localdate()), 8)]
    return case.heading.format(*["", *months])


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file(name: str, prepared: Site, browser: Browser, new_page: NewPage) -> None:
    page = new_page(storage_state=prepared.session(browser, "auditor@cambridgeshire.example"))
    answer = page.request.get(prepared.url(name, **CAMBRIDGESHIRE, **FILES[name]))
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(answer.text().splitlines()) > 2
