"""Words that wait in a box: whose they are, what is shown beside them, and what ends the wait."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from programmes import codes
from programmes.actions import measures
from programmes.actions.unread import CUT
from programmes.models import QuarterlyReturn, Reading, UnreadWords
from tests.integration.programmes.making import (
    CLASH,
    World,
    edition_on,
    fill_in,
    register_says,
    section,
    signed_in,
)

pytestmark = pytest.mark.django_db

LONG = "A long story. " * 300


def saved_comment() -> str:
    text: str = QuarterlyReturn.unscoped.get().comment
    return text


def wait(world: World, box: str, typed: dict[str, str]) -> None:
    """Let these words wait, whatever the forms say of them."""
    UnreadWords.unscoped.create(
        return_version=world.draft(),
        box=box,
        typed=typed,
        typed_by=world.commissioner,
        typed_at=timezone.now(),
    )


@pytest.mark.parametrize(
    "sent", ["Mine", "", "My story. " * 500], ids=["another", "none", "too long"]
)
def test_nobody_ends_the_wait_of_a_comment_that_they_were_not_shown(
    world: World, ann: Client, other: User, sent: str
) -> None:
    world.draft()
    comment = section(world, "comment")
    bob = signed_in(other)
    shown = edition_on(bob, comment)
    fill_in(ann, comment, {"comment": LONG})
    answer = bob.post(comment, {"comment": sent, "edition": shown})
    assert answer.status_code == 422
    assert CLASH in answer.text
    assert f"{world.commissioner.name} typed “A long story." in answer.text
    assert saved_comment() == ""
    assert UnreadWords.unscoped.get().typed == {"comment": LONG}


def test_words_sent_again_by_another_stay_their_writers(
    world: World, ann: Client, other: User
) -> None:
    world.draft()
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("money", {"expenditure": "£25k"}),
        ("comment", {"comment": LONG}),
    )
    for slug, typed in wrong:
        fill_in(ann, section(world, slug), typed)
        assert fill_in(signed_in(other), section(world, slug), typed).status_code == 422
        page = ann.get(section(world, slug)).text
        assert f"Typed earlier by {world.commissioner.name}, and not saved:" in page
    writers = set(UnreadWords.unscoped.values_list("typed_by", flat=True))
    assert writers == {world.commissioner.pk}


def test_words_that_have_become_right_are_still_not_saved_and_said_not_to_be(
    world: World, ann: Client
) -> None:
    """The rules may change while words wait, but it is a person who saves."""
    wait(world, "expenditure", {"expenditure": "25000"})
    page = ann.get(section(world, "money")).text
    assert f"Typed earlier by {world.commissioner.name}, and not saved:" in page
    assert "Save the page to keep this" in page
    assert 'value="25000"' in page
    assert not Reading.unscoped.exists()
    assert fill_in(ann, section(world, "money"), {"expenditure": "25000"}).status_code == 302
    assert Reading.unscoped.get(measure__code="expenditure").value == 25000
    assert not UnreadWords.unscoped.exists()


def test_a_refused_choice_of_the_register_does_not_come_back_as_the_figure_before_it(
    world: World, ann: Client
) -> None:
    world.draft()
    delivery = section(world, "delivery")
    own = {"hours_per_week": "12", "hours_per_week__reason": "Two have not answered"}
    with register_says(codes.HOURS_PER_WEEK, "10"):
        choice = {"hours_per_week__choice": "typed", "hours_per_week__seen": "10"}
        assert fill_in(ann, delivery, own | choice).status_code == 302
        shown = edition_on(ann, delivery)
    with register_says(codes.HOURS_PER_WEEK, "11"):
        taken = own | {"hours_per_week__choice": "register", "hours_per_week__seen": "10"}
        answer = ann.post(delivery, taken | {"edition": shown})
        assert "The register now says 11, no longer 10" in answer.text
        assert 'value="register" checked' in answer.text
        assert "What you typed" not in answer.text
        assert not UnreadWords.unscoped.exists()
        # 12 is saved: nothing says that it could not be.
        assert "could not be saved" not in ann.get(world.url("return_check", quarter=1)).text
        assert "There is a problem" not in ann.get(delivery).text


def test_a_refused_choice_of_the_register_leaves_the_words_that_waited(
    world: World, ann: Client
) -> None:
    world.draft()
    delivery = section(world, "delivery")
    own = {"hours_per_week": "about 12", "hours_per_week__reason": "Two have not answered"}
    with register_says(codes.HOURS_PER_WEEK, "10"):
        choice = {"hours_per_week__choice": "typed", "hours_per_week__seen": "10"}
        assert fill_in(ann, delivery, own | choice).status_code == 422
        shown = edition_on(ann, delivery)
    with register_says(codes.HOURS_PER_WEEK, "11"):
        taken = own | {"hours_per_week__choice": "register", "hours_per_week__seen": "10"}
        assert ann.post(delivery, taken | {"edition": shown}).status_code == 422
        assert UnreadWords.unscoped.get().typed == own
        assert fill_in(ann, delivery, taken | {"hours_per_week__seen": "11"}).status_code == 302
    assert Reading.unscoped.get(measure__code="hours_per_week").value == 11
    assert not UnreadWords.unscoped.exists()


NOT_WHOLE = [
    ("money", "expenditure", "2\x005k", "2�5k"),
    ("money", "expenditure", "  \x00", "  �"),
    ("money", "expenditure", "9" * 20_001, "9" * 20_000 + CUT),
    ("comment", "comment", "Fine.\x00", "Fine.�"),
    ("comment", "comment", "a" * 20_001, "a" * 20_000 + CUT),
]


@pytest.mark.parametrize(
    ("slug", "box", "sent", "kept"),
    NOT_WHOLE,
    ids=["nul", "only nul", "long", "nul in the comment", "long comment"],
)
def test_what_cannot_be_kept_whole_is_kept_in_part_and_bars_submission(
    world: World, ann: Client, other: User, slug: str, box: str, sent: str, kept: str
) -> None:
    saved = world.saved(expenditure="25000")
    address = section(world, slug)
    # A colleague's words wait already: they are not lost for nothing.
    fill_in(signed_in(other), address, {"expenditure": "£25k", "comment": LONG})
    shown = edition_on(ann, address)
    for _ in range(2):
        answer = ann.post(address, {box: sent, "edition": shown})
        assert answer.status_code == 422
        assert CLASH not in answer.text
        assert "was not saved:" in answer.text
        assert "What you typed stays" not in answer.text
        assert "Put it right before you leave this page" in answer.text
    assert UnreadWords.unscoped.get().typed == {box: kept}
    page = ann.get(address).text
    assert kept in page
    assert "There is a problem" in page
    assert f"Typed earlier by {world.commissioner.name}, and not saved:" in page
    assert "could not be saved" in ann.get(world.url("return_check", quarter=1)).text
    ann.post(world.url("return_submit", quarter=1), {"edition": saved.edition})
    assert QuarterlyReturn.unscoped.get().status == "draft"


def test_a_reason_that_could_not_be_kept_whole_is_not_saved_by_itself(
    world: World, ann: Client
) -> None:
    world.draft()
    delivery = section(world, "delivery")
    with register_says(codes.HOURS_PER_WEEK, "10"):
        own = {
            "hours_per_week__choice": "typed",
            "hours_per_week__seen": "10",
            "hours_per_week": "12",
            "hours_per_week__reason": "Two have \x00 not answered",
        }
        assert fill_in(ann, delivery, own).status_code == 422
        page = ann.get(delivery).text
    assert "Two have � not answered" in page
    assert "Save the page to keep this" in page
    assert not Reading.unscoped.filter(measure__code="hours_per_week").exists()


def test_the_saved_comment_is_shown_beside_one_that_waits(
    world: World, ann: Client, other: User
) -> None:
    world.draft()
    comment = section(world, "comment")
    fill_in(ann, comment, {"comment": "The saved one.\nTwo lines."})
    assert "What is saved now" not in ann.get(comment).text
    answer = fill_in(ann, comment, {"comment": LONG})
    for page in (answer.text, signed_in(other).get(comment).text):
        assert page.count("What is saved now") == 1
        assert "The saved one.<br>Two lines." in page
        assert "If you clear the box and save, the return has no comment." in page
    check = ann.get(world.url("return_check", quarter=1)).text
    assert "could not be saved, and another comment is saved now. Say which is to stand" in check
    assert "clear the box" not in check
    # Whoever clears it now was told what that comes to.
    assert fill_in(signed_in(other), comment, {"comment": ""}).status_code == 302
    assert saved_comment() == ""
    assert "What is saved now" not in ann.get(comment).text


def test_where_no_comment_is_saved_none_is_shown_beside_one_that_waits(
    world: World, ann: Client
) -> None:
    world.draft()
    comment = section(world, "comment")
    assert "What is saved now" not in fill_in(ann, comment, {"comment": LONG}).text
    assert "What is saved now" not in ann.get(comment).text
    check = ann.get(world.url("return_check", quarter=1)).text
    assert "could not be saved. Put it right, or clear the box" in check


def test_a_saved_figure_is_shown_in_full_beside_words_that_wait(world: World, ann: Client) -> None:
    measures.add(
        programme=world.programme,
        by=world.administrator,
        code="choice",
        name="A choice",
        unit="percent",
        aggregation="ratio",
    )
    world.draft()
    money, delivery, more = (section(world, slug) for slug in ("money", "delivery", "other"))
    own = {"hours_per_week__choice": "typed", "hours_per_week__seen": "10"}
    own |= {"hours_per_week__reason": "Two have not answered."}
    with register_says(codes.HOURS_PER_WEEK, "10"):
        fill_in(ann, money, {"expenditure": "25000"})
        fill_in(ann, delivery, own | {"hours_per_week": "12"})
        fill_in(ann, more, {"choice__numerator": "4", "choice__denominator": "8"})
        fill_in(ann, money, {"expenditure": "26k"})
        fill_in(ann, delivery, own | {"hours_per_week": "x", "hours_per_week__reason": "y"})
        fill_in(ann, more, {"choice__numerator": "4", "choice__denominator": "3"})
        shown = [" ".join(ann.get(address).text.split()) for address in (money, delivery, more)]
        check = ann.get(world.url("return_check", quarter=1)).text
        # A blank that was saved with its reason is said to be one.
        fill_in(ann, delivery, own | {"hours_per_week": ""})
        fill_in(ann, delivery, own | {"hours_per_week": "x", "hours_per_week__reason": "y"})
        blank = ann.get(delivery).text
    assert "“26k” could not be saved, and £25,000 is saved now. Say which is to stand" in check
    for page, figure in zip(shown, ("£25,000", "12 hours a week", "50% (4 out of 8)"), strict=True):
        beside = page.split("Saved now</dt>")[1].split("</div>")[0]
        assert figure in beside
        assert "Type it again to keep it: an empty box is saved as not known." in beside
    assert "Reason: Two have not answered. Type it again" in shown[1]
    assert "Not known" in blank.split("Saved now</dt>")[1].split("</div>")[0]
    assert "Reason: Two have not answered.</span>" in blank


def test_a_figure_taken_from_the_register_is_said_to_be_beside_words_that_wait(
    world: World, ann: Client
) -> None:
    world.draft()
    delivery = section(world, "delivery")
    taken = {"hours_per_week__choice": "register", "hours_per_week__seen": "10"}
    with register_says(codes.HOURS_PER_WEEK, "10"):
        fill_in(ann, delivery, taken)
        fill_in(ann, delivery, {"hours_per_week__choice": "typed", "hours_per_week": "x"})
        beside = ann.get(delivery).text.split("Saved now</dt>")[1].split("</div>")[0]
    assert "10 hours a week" in beside
    assert "Taken from the register." in beside
    assert "Type it again" not in beside


def test_a_box_in_which_words_wait_is_not_called_blank(world: World, ann: Client) -> None:
    wait(world, "expenditure", {"expenditure": "abc"})
    check = ann.get(world.url("return_check", quarter=1)).text
    blank = check[check.index(">Not known</h2>") :]
    assert "<li>New micro-enterprises</li>" in blank
    assert "<li>Expenditure</li>" not in blank
