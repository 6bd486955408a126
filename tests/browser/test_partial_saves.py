"""A section of a return with a wrong box: saved as far as it is right, left, and come back to."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_sound
from tests.browser.conftest import NewPage
from tests.browser.site import Site
from tests.browser.small import small_programme

COMMISSIONER = "commissioner@cambridgeshire.example"
WRONG = "Enquiries from would-be micro-entrepreneurs: Enter a whole number, like 12 or 1,200"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_wrong_box_costs_no_other_and_its_words_wait(
    scripts: bool, prepared: Site, new_page: NewPage
) -> None:
    name = f"Partial {'with' if scripts else 'without'} scripts"
    places = small_programme(prepared, name)
    page = new_page(java_script_enabled=scripts)
    prepared.sign_in(page, COMMISSIONER)
    page.get_by_role("link", name=re.compile(f"{name}: return for Y1 Q1")).click()
    page.get_by_role("button", name="Begin this return").click()
    page.get_by_role("link", name="Delivery").click()
    give(page, "Hours of help and care a week", "30.5")
    give(page, "New micro-enterprises", "2")
    give(page, "Enquiries from would-be micro-entrepreneurs", "about nine")
    page.get_by_role("button", name="Save draft").click()

    summary = page.locator(".govuk-error-summary")
    if scripts:
        expect(summary).to_be_focused()
    expect(summary).to_contain_text("2 answers were saved. This one was not:")
    expect(summary.get_by_role("listitem")).to_have_text([WRONG])
    expect(summary).to_contain_text("What you typed stays in its box")
    look(page, scripts, "partial-save")

    # Left without another word, and come back to.
    page.get_by_role("link", name="Back to the return for Y1 Q1").click()
    expect(page.get_by_role("listitem").filter(has_text="Delivery")).to_contain_text(
        "Needs attention"
    )
    look(page, scripts, "partial-tasks", "Return for Y1 Q1 · Jan–Mar 2024")
    page.goto(prepared.url("return_check", **places, quarter=1))
    expect(page.get_by_text("“about nine” could not be saved.")).to_be_visible()
    look(page, scripts, "partial-check", "Check your answers")
    page.goto(prepared.url("return_section", **places, quarter=1, section="delivery"))
    expect(summary).to_contain_text("Typed earlier by")
    expect(summary.get_by_role("listitem")).to_have_text([WRONG])
    expect(page.locator('[name="enquiries"]')).to_have_value("about nine")
    expect(page.locator('[name="hours_per_week"]')).to_have_value(re.compile(r"^30\.50?$"))
    look(page, scripts, "partial-again")

    page.locator('[name="enquiries"]').fill("9")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Money")
    page.goto(prepared.url("return_detail", **places, quarter=1))
    expect(page.get_by_text("Needs attention")).to_have_count(0)

    # A comment that waits has the saved one beside it, also for whoever comes back.
    comment = prepared.url("return_section", **places, quarter=1, section="comment")
    for words in ("A good beginning.\nTwo began in March.", "A long story. " * 300):
        page.goto(comment)
        page.get_by_label("Comment on the quarter").fill(words)
        page.get_by_role("button", name="Save draft").click()
    expect(summary).to_contain_text("The comment was not saved:")
    expect(page.locator(".govuk-summary-card")).to_contain_text("Two began in March.")
    look(page, scripts, "partial-comment", "Comment")
    page.goto(comment)
    expect(summary).to_contain_text("Typed earlier by")
    expect(page.locator(".govuk-summary-card")).to_contain_text("Two began in March.")
    expect(page.get_by_text("If you clear the box and save")).to_be_visible()
    look(page, scripts, "partial-comment-again", "Comment")

    # So has a figure.
    page.goto(prepared.url("return_section", **places, quarter=1, section="delivery"))
    page.locator('[name="enquiries"]').fill("about ten")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved now")).to_be_visible()
    expect(page.get_by_text("an empty box is saved as not known")).to_be_visible()
    look(page, scripts, "partial-figure-stands")


def give(page: Page, name: str, figure: str) -> None:
    """Give a figure of one's own, whether or not the register offers one."""
    group = page.get_by_role("group", name=name)
    box: Any = page.get_by_label(name)
    page.wait_for_load_state()
    if group.count():
        group.get_by_label("Give another figure").check()
        box = group.get_by_label("Your figure")
    box.fill(figure)


def look(page: Page, scripts: bool, name: str, heading: str = "Delivery") -> None:
    """The page is sound; axe, which is a script, is asked where scripts run."""
    if scripts:
        assert_sound(page, heading, name)
