"""Every form filled in wrongly, and every page that says no: as sound as the pages that say yes."""

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from accounts.throttle import MOST_FOR_ADDRESS
from tests.browser.checks import assert_sound
from tests.browser.conftest import NewPage
from tests.browser.pages import CAMBRIDGESHIRE, FENMARCH
from tests.browser.prepared import SYSTEM
from tests.browser.site import Site
from tests.browser.wrong import WRONG, Wrong
from tests.browser.wrong_register import WRONG_REGISTER
from tests.browser.wrong_uploads import WRONG_UPLOADS

BOARD = "board@cambridgeshire.example"


def type_into(page: Page, name: str, value: str) -> None:
    """Fill in, choose or tick the control of this name."""
    box = page.locator(f'main [name="{name}"]')
    if box.first.get_attribute("type") == "radio":
        page.locator(f'main [name="{name}"][value="{value}"]').check()
    elif box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)


def press(page: Page, button: str) -> Response:
    """Press a button and return the answer of the page that comes."""
    with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answer:
        page.locator("main").get_by_role("button", name=button, exact=True).click()
    return answer.value


@pytest.mark.parametrize(
    "wrong", [*WRONG, *WRONG_REGISTER, *WRONG_UPLOADS], ids=lambda wrong: wrong.name
)
def test_a_form_filled_in_wrongly(
    wrong: Wrong, prepared: Site, browser: Browser, new_page: NewPage
) -> None:
    page = new_page(storage_state=prepared.session(browser, wrong.who))
    page.goto(prepared.url(wrong.route, **wrong.places))
    for name, value in wrong.typed.items():
        type_into(page, name, value)
    assert press(page, wrong.press).status == wrong.status
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_text(list(wrong.says))
    assert page.title().startswith("Error: ")
    for name, value in wrong.typed.items():
        box = page.locator(f'main [name="{name}"]')
        if box.first.get_attribute("type") not in {"radio", "password"}:
            expect(box).to_have_value(value)
    for link in summary.get_by_role("link").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        expect(page.locator(f'[id="{target}"]')).to_have_count(1)
    assert_sound(page, wrong.heading, f"wrong-{wrong.name}")


def test_too_many_attempts_to_sign_in(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    statuses = []
    for _ in range(MOST_FOR_ADDRESS + 1):
        page.goto(prepared.url("sign_in"))
        type_into(page, "username", "guessed@fenmarch.example")
        type_into(page, "password", "perhaps this one")
        statuses.append(press(page, "Sign in").status)
    assert statuses == [200] * MOST_FOR_ADDRESS + [429]
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text(
        "There were too many attempts. Wait 15 minutes, then try again."
    )
    assert_sound(page, "Sign in", "wrong-sign-in-throttled")


def test_a_new_password_by_a_link_that_works_once(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(prepared.url("password_reset"))
    type_into(page, "email", "evaluator@cambridgeshire.example")
    press(page, "Send the link")
    expect(page.locator("h1")).to_have_text("Check your email")
    page.goto(prepared.url("outbox"))
    assert_sound(page, "Outbox", "outbox-letter")
    letter = page.locator("main").inner_text()
    link = next(word for word in letter.split() if "/new-password/" in word)
    page.goto(link)
    assert_sound(page, "Choose a new password", "new-password")
    type_into(page, "new_password1", "short")
    type_into(page, "new_password2", "shorter")
    press(page, "Save the password")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert_sound(page, "Choose a new password", "wrong-new-password")
    for name in ("new_password1", "new_password2"):
        type_into(page, name, "four-tall-poplars-by-a-lode")
    press(page, "Save the password")
    expect(page.locator("h1")).to_have_text("Your password has changed")
    page.goto(link)
    expect(page.locator("h1")).to_have_text("This link no longer works")


def test_what_a_role_may_not_do(prepared: Site, browser: Browser, new_page: NewPage) -> None:
    page = new_page(storage_state=prepared.session(browser, BOARD))
    answer = page.goto(prepared.url("programme_new", council="cambridgeshire"))
    assert answer is not None
    assert answer.status == 403
    assert_sound(page, "Your role does not allow this", "error-403")


@pytest.mark.parametrize("address", ["another council", "nowhere"])
def test_what_is_not_there(
    address: str, prepared: Site, browser: Browser, new_page: NewPage
) -> None:
    page = new_page(storage_state=prepared.session(browser, BOARD))
    url = prepared.url("dashboard", **FENMARCH)
    answer = page.goto(url if address == "another council" else f"{url}no/such/page/")
    assert answer is not None
    assert answer.status == 404
    assert_sound(page, "Page not found", f"error-404-{address.split()[0]}")


def test_a_form_that_is_too_old(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(prepared.url("sign_in"))
    page.context.clear_cookies()
    assert press(page, "Sign in").status == 403
    assert_sound(page, "The page was open too long", "error-403-old")


def test_a_request_that_cannot_be_read(prepared: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(prepared.url("sign_in"))
    page.evaluate(
        """() => {
            const form = document.querySelector('main form');
            for (let place = 0; place < 2100; place += 1) {
                const box = document.createElement('input');
                box.type = 'hidden';
                box.name = `more_${place}`;
                form.append(box);
            }
        }"""
    )
    assert press(page, "Sign in").status == 400
    assert_sound(page, "We could not read that request", "error-400")


def test_our_own_fault(prepared: Site, new_page: NewPage) -> None:
    """The page of a fault, drawn by the application's own handler, at an address of the site."""
    from django.test import RequestFactory

    from config import pages

    answer = pages.server_error(RequestFactory().get("/"))
    page = new_page()
    page.route(
        "**/a-fault/",
        lambda route: route.fulfill(
            status=answer.status_code,
            body=answer.content,
            headers={"Content-Type": "text/html; charset=utf-8"},
        ),
    )
    shown = page.goto(f"{prepared.application.url}/a-fault/")
    assert shown is not None
    assert shown.status == 500
    assert_sound(page, "Something went wrong on our side", "error-500")


def test_a_change_that_moves_figures_is_shown_first(
    prepared: Site, browser: Browser, new_page: NewPage
) -> None:
    session = prepared.session(browser, "administrator@cambridgeshire.example")
    page = new_page(storage_state=session)
    page.goto(prepared.url("programme_settings", **CAMBRIDGESHIRE))
    type_into(page, "start_date-month", "2")
    type_into(page, "reason", "The start was put off")
    assert press(page, "Save changes").status == 200
    expect(page.get_by_role("region", name="What this change does")).to_be_visible()
    assert_sound(page, "Programme settings", "settings-consequences")


def test_a_council_is_added(prepared: Site, browser: Browser, new_page: NewPage) -> None:
    page = new_page(storage_state=prepared.session(browser, SYSTEM))
    page.goto(prepared.url("councils"))
    typed = {
        "name": "Westmere Borough Council",
        "slug": "westmere",
        "administrator_name": "Isobel Carr",
        "administrator_email": "isobel@westmere.example",
    }
    for name, value in typed.items():
        type_into(page, name, value)
    press(page, "Add the council")
    expect(page.get_by_text("Westmere Borough Council was added.")).to_be_visible()
    assert_sound(page, "Councils", "councils-added")
