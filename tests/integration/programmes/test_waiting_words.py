"""Words that wait in a box: whose they are, what is shown beside them, and what ends the wait."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from programmes.models import QuarterlyReturn, Reading, UnreadWords
from tests.integration.programmes.making import World, a_person, edition_on, fill_in, signed_in

pytestmark = pytest.mark.django_db

LONG = "A long story. " * 300
CLASH = "This was saved by somebody else"


@pytest.fixture
def ann(world: World) -> Client:
    return signed_in(world.commissioner)


@pytest.fixture
def other(world: World) -> User:
    return a_person(world.council, Role.COMMISSIONER)


def section(world: World, slug: str) -> str:
    return world.url("return_section", quarter=1, section=slug)


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
