"""The keyboard alone: sign in, skip to the content, fill a section in, submit; focus is seen."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.small import small_programme

NAME = "Keyboard help"
COMMISSIONER = "commissioner@cambridgeshire.example"
MOST_STEPS = 80
# What marks the element that has the focus: an outline, a shadow, or the design system's yellow;
# a radio button shows its focus on the circle drawn beside it.
FOCUS_IS_SEEN = """() => {
    const seen = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor))
        || (style.boxShadow !== 'none' && style.boxShadow !== '');
    const element = document.activeElement;
    const drawn = element.nextElementSibling || element;
    return seen(getComputedStyle(element)) || seen(getComputedStyle(drawn, '::before'))
        || getComputedStyle(element).backgroundColor === 'rgb(255, 221, 0)';
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus; each step on the way shows where the focus is."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        # After the last stop the browser's own bar would be next, then the page from its start.
        if not where.startswith("<body"):
            assert page.evaluate(FOCUS_IS_SEEN), f"the focus is not seen on {where}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")


def skip_to_content(page: Page) -> None:
    """The first stop leads past the menus."""
    tab_to(page, page.get_by_role("link", name="Skip to main content"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    # Else a form sent from here would come back to the content and not to its error summary.
    expect(page).to_have_url(re.compile("^[^#]*$"))


def write(page: Page, wanted: Locator, words: str) -> None:
    """Go to a box and type."""
    tab_to(page, wanted)
    page.keyboard.type(words)


def press(page: Page, wanted: Locator) -> None:
    """Go to a link or button and press it; wait for the page it leads to."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_return_by_keyboard_alone(prepared: Site, new_page: NewPage) -> None:
    small_programme(prepared, NAME)
    page = new_page()
    page.goto(prepared.url("sign_in"))
    skip_to_content(page)
    write(page, page.get_by_label("Email address"), COMMISSIONER)
    write(page, page.get_by_label("Password"), prepared.passwords[COMMISSIONER])
    press(page, page.get_by_role("button", name="Sign in"))
    expect(page.locator("h1")).to_have_text("Home")

    skip_to_content(page)
    press(page, page.get_by_role("link", name=re.compile(f"{NAME}: return for Y1 Q1")))
    expect(page.locator("h1")).to_contain_text("Return for Y1 Q1")
    press(page, page.get_by_role("button", name="Begin this return"))
    press(page, page.get_by_role("link", name="Money"))
    expect(page.locator("h1")).to_have_text("Money")

    skip_to_content(page)
    write(page, page.get_by_label("Expenditure"), "none")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    tab_to(page, summary.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Expenditure")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1234.50")
    press(page, page.get_by_role("button", name="Save draft"))
    expect(page.get_by_text("Your draft was saved.")).to_be_visible()

    press(page, page.get_by_role("link", name="Delivery"))
    give_hours(page)
    for name in ("New micro-enterprises", "Enquiries from would-be micro-entrepreneurs"):
        take_from_register(page, name)
    press(page, page.get_by_role("button", name="Save draft"))
    press(page, page.get_by_role("link", name="Check and submit"))
    expect(page.locator("main")).to_contain_text("£1,234.50")
    expect(page.locator("main")).to_contain_text("25 hours a week")
    press(page, page.get_by_role("button", name="Submit the return"))
    expect(page.locator("h1")).to_contain_text("Return submitted")


def give_hours(page: Page) -> None:
    """A figure of one's own; where the register offers another, an arrow chooses and a reason."""
    group = page.get_by_role("group", name="Hours of help and care a week")
    page.wait_for_load_state()
    if not group.count():
        write(page, page.get_by_label("Hours of help and care a week"), "25")
        return
    tab_to(page, group.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(group.get_by_label("Give another figure")).to_be_checked()
    write(page, group.get_by_label("Your figure"), "25")
    write(page, group.get_by_label("Why it differs"), "Counted by hand")


def take_from_register(page: Page, name: str) -> None:
    """The register's figure, where it offers one; else nought."""
    group = page.get_by_role("group", name=name)
    page.wait_for_load_state()
    if group.count():
        tab_to(page, group.get_by_role("radio").first)
        page.keyboard.press("Space")
    else:
        write(page, page.get_by_label(name), "0")
