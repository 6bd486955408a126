"""Two people fill in one return at once: a clash is a section that changed since it was shown."""

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import Event, User
from accounts.roles import Role
from programmes.actions import measures, returns
from programmes.models import QuarterlyReturn, Reading, UnreadWords
from tests.integration.jobs.threads import at_once
from tests.integration.programmes.making import (
    CLASH,
    World,
    a_person,
    a_world,
    edition_on,
    fill_in,
    section,
    signed_in,
)

ROUNDS = 15


def value(code: str) -> Decimal | None:
    found: Decimal | None = Reading.unscoped.get(measure__code=code).value
    return found


def version() -> QuarterlyReturn:
    return QuarterlyReturn.unscoped.latest("version")


@pytest.fixture
def bob(other: User) -> Client:
    return signed_in(other)


@pytest.mark.django_db
def test_two_people_in_one_section_see_both_and_lose_nothing(
    world: World, ann: Client, other: User, bob: Client
) -> None:
    world.saved(expenditure="25000")
    money = section(world, "money")
    shown = {"edition": edition_on(ann, money), "then": "draft"}
    fill_in(bob, money, {"expenditure": "26000"})
    answer = ann.post(money, shown | {"expenditure": "27000"})
    assert answer.status_code == 422
    assert CLASH in answer.text
    assert "What is saved now" in answer.text
    assert "£26,000" in answer.text
    assert f"given by {other.name}" in answer.text
    assert 'value="27000"' in answer.text
    assert value("expenditure") == 26000
    # The page now carries what is saved: saving again is a decision, not an accident.
    again = edition_on(ann, money)
    assert f'name="edition" value="{again}"' in answer.text
    assert ann.post(money, {"edition": again, "expenditure": "27000"}).status_code == 302
    assert value("expenditure") == 27000


@pytest.mark.django_db
def test_another_box_of_the_same_section_is_a_clash(world: World, ann: Client, bob: Client) -> None:
    """Ann's page would send the box that she did not touch as she saw it."""
    world.saved(enquiries="3", hours_per_week="100", new_enterprises="1")
    delivery = section(world, "delivery")
    boxes = {"enquiries": "3", "hours_per_week": "100", "new_enterprises": "1"}
    shown = boxes | {"edition": edition_on(ann, delivery)}
    fill_in(bob, delivery, boxes | {"enquiries": "4"})
    assert ann.post(delivery, shown | {"hours_per_week": "120"}).status_code == 422
    assert (value("enquiries"), value("hours_per_week")) == (4, 100)


@pytest.mark.django_db
def test_people_in_different_sections_do_not_meet(world: World, ann: Client, bob: Client) -> None:
    world.draft()
    sent = {
        "delivery": {"enquiries": "3", "hours_per_week": "100", "new_enterprises": "1"},
        "money": {"expenditure": "25000"},
        "comment": {"comment": "A slow start."},
    }
    shown = {slug: edition_on(ann, section(world, slug)) for slug in sent}
    for person, slug in ((ann, "money"), (bob, "delivery"), (ann, "comment")):
        answer = person.post(section(world, slug), {"edition": shown[slug], **sent[slug]})
        assert answer.status_code == 302, slug
    assert (value("expenditure"), value("enquiries")) == (25000, 3)
    assert version().comment == "A slow start."
    # Each has changed what the page of their own section showed.
    for slug, boxes in sent.items():
        others = {name: f"{text}0" for name, text in boxes.items()}
        answer = bob.post(section(world, slug), {"edition": shown[slug], **others})
        assert CLASH in answer.text, slug
    # What stands already is no clash: the second of a double click is told what the first was.
    for slug, boxes in sent.items():
        answer = bob.post(section(world, slug), {"edition": shown[slug], **boxes})
        assert answer.status_code == 302, slug
    assert Event.objects.filter(verb="return.saved").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{}, {"edition": ""}, {"edition": "1"}, {"edition": "9" * 400}])
def test_what_does_not_say_what_it_saw_saves_nothing(
    world: World, ann: Client, sent: dict[str, str]
) -> None:
    world.draft()
    for slug, boxes in (("money", {"expenditure": "1"}), ("comment", {"comment": "Mine"})):
        answer = ann.post(section(world, slug), sent | boxes)
        assert answer.status_code == 422
        assert CLASH in answer.text
    assert not Reading.unscoped.exists()
    assert version().comment == ""


@pytest.mark.django_db
def test_a_box_that_the_page_did_not_have_yet_is_not_saved_as_a_blank(
    world: World, ann: Client
) -> None:
    world.draft()
    money = section(world, "money")
    shown = edition_on(ann, money)
    by = world.administrator
    measures.add(programme=world.programme, by=by, code="grants", name="Grants", unit="pounds")
    answer = ann.post(money, {"edition": shown, "expenditure": "25000"})
    assert answer.status_code == 422
    assert "Grants" in answer.text
    assert not Reading.unscoped.exists()


@pytest.mark.django_db
def test_a_page_of_the_version_before_does_not_save_over_a_correction(
    world: World, ann: Client
) -> None:
    world.saved(expenditure="25000")
    money = section(world, "money")
    shown = edition_on(ann, money)
    approved = world.approved(expenditure="25000")
    returns.reopen(return_=approved, by=world.administrator, reason="An invoice came late")
    world.saved(by=world.administrator, expenditure="26000")
    answer = ann.post(money, {"edition": shown, "expenditure": "27000"})
    assert CLASH in answer.text
    assert version().readings.get(measure__code="expenditure").value == 26000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "boxes"),
    [
        ("money", {"expenditure": "26000"}),
        ("delivery", {"enquiries": "3", "hours_per_week": "", "new_enterprises": ""}),
        ("comment", {"comment": "A slow start."}),
    ],
)
def test_a_return_changed_anywhere_since_its_check_is_not_submitted(
    world: World, ann: Client, bob: Client, slug: str, boxes: dict[str, str]
) -> None:
    world.saved(expenditure="25000")
    checked = edition_on(ann, world.url("return_check", quarter=1))
    assert fill_in(bob, section(world, slug), boxes).status_code == 302
    submit = world.url("return_submit", quarter=1)
    answer = ann.post(submit, {"edition": checked}, follow=True)
    assert "The return was changed since this page was shown" in answer.text
    assert version().status == "draft"
    checked = edition_on(ann, world.url("return_check", quarter=1))
    ann.post(submit, {"edition": checked})
    assert version().status == "submitted"


def at_the_same_moment(sends: list[tuple[Client, str, dict[str, str]]]) -> list[int]:
    """Each opens their section; once all have, each sends it. Returns what was answered."""
    opened = threading.Barrier(len(sends))

    def one(number: int) -> int:
        client, address, boxes = sends[number]
        shown = edition_on(client, address)
        opened.wait(30)
        status: int = client.post(address, {"edition": shown} | boxes).status_code
        return status

    return at_once(len(sends), one)


@pytest.fixture
def two_people(transactional_db: None) -> tuple[World, list[Client]]:
    world = a_world()
    world.draft()
    people = (world.commissioner, a_person(world.council, Role.COMMISSIONER))
    return world, [signed_in(person) for person in people]


def test_two_sections_at_once_round_after_round_nobody_is_refused_and_nothing_lost(
    two_people: tuple[World, list[Client]],
) -> None:
    world, (ann, bob) = two_people
    for number in range(1, ROUNDS + 1):
        hours, pounds = f"{number}.25", f"{1000 + number}"
        delivery = {"hours_per_week": hours, "enquiries": "", "new_enterprises": f"{number}"}
        answers = at_the_same_moment(
            [
                (ann, section(world, "delivery"), delivery),
                (bob, section(world, "money"), {"expenditure": pounds}),
            ]
        )
        assert answers == [302, 302], f"round {number}"
        asked = Reading.unscoped.filter(measure__on_return=True).select_related("measure")
        kept = {r.measure.code: r.value for r in asked}
        assert kept == {
            "hours_per_week": Decimal(hours),
            "enquiries": None,
            "new_enterprises": number,
            "expenditure": Decimal(pounds),
        }
    assert version().edition == 1 + 2 * ROUNDS
    assert Event.objects.filter(verb="return.saved").count() == 2 * ROUNDS


def test_one_section_at_once_round_after_round_exactly_one_is_refused(
    two_people: tuple[World, list[Client]],
) -> None:
    world, people = two_people
    for number in range(1, ROUNDS + 1):
        sent = [f"{number}000", f"{number}001"]
        answers = at_the_same_moment(
            [
                (client, section(world, "money"), {"expenditure": pounds})
                for client, pounds in zip(people, sent, strict=True)
            ]
        )
        assert sorted(answers) == [302, 422], f"round {number}"
        assert value("expenditure") == Decimal(sent[answers.index(302)])
    assert Event.objects.filter(verb="return.saved").count() == ROUNDS


def test_a_wrong_box_in_each_of_two_pages_at_once_one_is_refused_and_nothing_torn(
    two_people: tuple[World, list[Client]],
) -> None:
    """Whoever is first saves what is right and keeps their words; the other saves nothing."""
    world, people = two_people
    for number in range(1, ROUNDS + 1):
        sent = [
            {"hours_per_week": f"{number}", "new_enterprises": f"{number}", "enquiries": "many"},
            {"hours_per_week": f"{number}.5", "new_enterprises": "few", "enquiries": f"{number}"},
        ]
        opened = threading.Barrier(2)

        def one(place: int, sent: list[dict[str, str]] = sent, opened: Any = opened) -> str:
            shown = edition_on(people[place], section(world, "delivery"))
            opened.wait(30)
            answer = people[place].post(
                section(world, "delivery"), sent[place] | {"edition": shown}
            )
            assert answer.status_code == 422
            text: str = answer.text
            return text

        pages = at_once(2, one)
        first = ["2 answers were saved. This one was not:" in page for page in pages]
        assert [CLASH in page for page in pages] == [not saved for saved in first]
        assert sorted(first) == [False, True], f"round {number}"
        won = sent[first.index(True)]
        right = {code: Decimal(text) for code, text in won.items() if text[0].isdigit()}
        asked = Reading.unscoped.filter(measure__on_return=True).select_related("measure")
        kept = {r.measure.code: r.value for r in asked}
        assert {code: kept[code] for code in right} == right
        (wrong,) = set(won) - set(right)
        assert UnreadWords.unscoped.get(box=wrong).typed == {wrong: won[wrong]}
