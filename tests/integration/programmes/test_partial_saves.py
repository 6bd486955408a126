"""A wrong box costs no other box: the rest is saved, and its words wait for whoever comes back."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import Event, User
from programmes import codes
from programmes.actions import measures, returns
from programmes.models import QuarterlyReturn, Reading, ReturnEditor, UnreadWords
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

DELIVERY = {"hours_per_week": "412.5", "enquiries": "seven", "new_enterprises": ""}
ADVICE = escape("Enquiries from would-be micro-entrepreneurs: Enter a whole number, like 12")


def values() -> dict[str, Decimal | None]:
    asked = Reading.unscoped.filter(measure__on_return=True).select_related("measure")
    return {reading.measure.code: reading.value for reading in asked}


def edition_in(answer: Any) -> str:
    text: str = answer.text
    return text.split('name="edition" value="')[1].split('"')[0]


@pytest.mark.parametrize("then", ["draft", "continue"])
def test_what_is_right_is_saved_and_what_is_wrong_stays_on_the_page(
    world: World, ann: Client, then: str
) -> None:
    world.saved(enquiries="6", hours_per_week="400", new_enterprises="1")
    delivery = section(world, "delivery")
    answer = fill_in(ann, delivery, DELIVERY | {"then": then})
    assert answer.status_code == 422
    assert "2 answers were saved, 1 of them as not known. This one was not:" in answer.text
    assert "What you typed stays in its box" in answer.text
    assert ADVICE in answer.text
    assert 'value="seven"' in answer.text
    assert 'value="412.5"' in answer.text
    # The wrong box keeps what was saved, and says so.
    assert values() == {"hours_per_week": Decimal("412.5"), "enquiries": 6, "new_enterprises": None}
    assert "Saved now" in answer.text
    last = Event.objects.filter(verb="return.saved").latest("pk")
    assert set(last.after or {}) == {"hours_per_week", "new_enterprises"}
    assert "seven" not in str(list(Event.objects.values_list("before", "after")))
    # The next save from the same page is no clash, and goes where the button says.
    put_right = DELIVERY | {"enquiries": "7", "then": then, "edition": edition_in(answer)}
    answer = ann.post(delivery, put_right)
    assert answer.status_code == 302
    assert ("money" in answer["Location"]) == (then == "continue")
    assert values()["enquiries"] == 7
    assert not UnreadWords.unscoped.exists()


def test_whoever_comes_back_finds_the_words_and_what_is_wrong_with_them(
    world: World, ann: Client, other: User
) -> None:
    world.draft()
    delivery = section(world, "delivery")
    fill_in(ann, delivery, DELIVERY | {"then": "draft"})
    for client in (ann, signed_in(other)):
        page = client.get(delivery)
        assert page.status_code == 200
        assert f"Typed earlier by {world.commissioner.name}, and not saved:" in page.text
        assert ADVICE in page.text
        assert 'value="seven"' in page.text
        assert 'value="412.50"' in page.text or 'value="412.5"' in page.text
    assert "Needs attention" in ann.get(world.url("return_detail", quarter=1)).text
    check = ann.get(world.url("return_check", quarter=1)).text
    assert "“seven” could not be saved. Put it right, or clear the box" in check
    assert "Submit the return</button>" not in check
    # Cleared is put right: it is not known, and nothing more waits.
    assert fill_in(ann, delivery, DELIVERY | {"enquiries": ""}).status_code == 302
    assert "There is a problem" not in ann.get(delivery).text
    assert "Needs attention" not in ann.get(world.url("return_detail", quarter=1)).text


def test_nothing_is_submitted_over_words_that_wait(world: World, ann: Client) -> None:
    world.saved(expenditure="25000")
    fill_in(ann, section(world, "money"), {"expenditure": "260O0"})
    submit = world.url("return_submit", quarter=1)
    version = QuarterlyReturn.unscoped.get()
    ann.post(submit, {"edition": version.edition})
    version.refresh_from_db()
    assert version.status == "draft"
    fill_in(ann, section(world, "money"), {"expenditure": "26000"})
    ann.post(submit, {"edition": edition_on(ann, world.url("return_check", quarter=1))})
    version.refresh_from_db()
    assert version.status == "submitted"


def test_words_of_a_box_that_is_asked_no_more_go_with_the_submission(
    world: World, ann: Client
) -> None:
    draft = world.draft()
    fill_in(ann, section(world, "money"), {"expenditure": "abc"})
    measures.change(
        measure=world.programme.measures.get(code="expenditure"),
        by=world.administrator,
        reason="Finance gives it",
        on_return=False,
    )
    assert "Needs attention" not in ann.get(world.url("return_detail", quarter=1)).text
    returns.submit(return_=draft, by=world.commissioner, edition=draft.edition)
    assert not UnreadWords.unscoped.exists()


def test_who_only_typed_what_could_not_be_saved_changed_nothing(world: World, ann: Client) -> None:
    world.draft()
    answer = fill_in(ann, section(world, "money"), {"expenditure": "abc"})
    assert "This answer was not saved:" in answer.text
    assert not Event.objects.filter(verb="return.saved").exists()
    assert not ReturnEditor.unscoped.exists()
    assert values() == {}
    assert QuarterlyReturn.unscoped.get().edition == 1


def test_two_figures_that_do_not_fit_together_cost_no_other(world: World, ann: Client) -> None:
    for code, aggregation in (("choice", "ratio"), ("share", "latest")):
        measures.add(
            programme=world.programme,
            by=world.administrator,
            code=code,
            name=f"A {code}",
            unit="percent",
            aggregation=aggregation,
        )
    world.draft()
    other = section(world, "other")
    typed = {"choice__numerator": "4", "choice__denominator": "3", "share": "12.5"}
    answer = fill_in(ann, other, typed)
    assert "1 answer was saved. This one was not:" in answer.text
    assert "The first number must be between 0 and the second" in answer.text
    assert values() == {"share": Decimal("12.5")}
    page = ann.get(other).text
    assert 'name="choice__numerator" value="4"' in page
    assert 'name="choice__denominator" value="3"' in page
    assert "The first number must be between 0 and the second" in page
    assert fill_in(ann, other, typed | {"choice__denominator": "8"}).status_code == 302
    assert values() == {"share": Decimal("12.5"), "choice": 50}


def test_a_register_that_moved_costs_no_other_box(world: World, ann: Client) -> None:
    world.draft()
    taken = {"hours_per_week__choice": "register", "hours_per_week__seen": "120"}
    with register_says(codes.HOURS_PER_WEEK, "130"):
        answer = fill_in(ann, section(world, "delivery"), taken | {"enquiries": "3"})
        assert "The register now says 130, no longer 120" in answer.text
        assert values() == {"enquiries": 3, "new_enterprises": None}
        # Nothing was typed into it, so nothing waits; the page offers the figure of now.
        assert "What you typed" not in answer.text
        assert not UnreadWords.unscoped.exists()
        again = taken | {"hours_per_week__seen": "130", "enquiries": "3"}
        again["edition"] = edition_in(answer)
        assert ann.post(section(world, "delivery"), again).status_code == 302
    assert values()["hours_per_week"] == 130


def test_a_figure_of_ones_own_and_its_reason_come_back_together(world: World, ann: Client) -> None:
    world.draft()
    delivery = section(world, "delivery")
    with register_says(codes.HOURS_PER_WEEK, "120"):
        fill_in(
            ann,
            delivery,
            {
                "hours_per_week__choice": "typed",
                "hours_per_week__seen": "120",
                "hours_per_week": "about 130",
                "hours_per_week__reason": "Two have not answered",
            },
        )
        page = ann.get(delivery).text
    assert 'value="typed" checked' in page
    assert 'value="about 130"' in page
    assert "Two have not answered" in page
    assert "Enter hours a week as a number" in page


def test_a_clash_saves_nothing_of_the_page_and_says_so(
    world: World, ann: Client, other: User
) -> None:
    world.saved(enquiries="6", hours_per_week="400", new_enterprises="1")
    delivery = section(world, "delivery")
    shown = edition_on(ann, delivery)
    bobs = {"enquiries": "9", "hours_per_week": "400", "new_enterprises": "1"}
    fill_in(signed_in(other), delivery, bobs)
    answer = ann.post(delivery, DELIVERY | {"edition": shown})
    assert CLASH in answer.text
    assert "Nothing on this page was saved:" in answer.text
    assert 'value="seven"' in answer.text
    assert values() == {"hours_per_week": 400, "enquiries": 9, "new_enterprises": 1}
    assert not UnreadWords.unscoped.exists()
    # Both have been shown: the next save is of the right boxes, by intent.
    answer = ann.post(delivery, DELIVERY | {"edition": edition_in(answer)})
    assert "2 answers were saved" in answer.text
    assert values() == {"hours_per_week": Decimal("412.5"), "enquiries": 9, "new_enterprises": None}


def test_nobody_saves_over_words_that_they_were_not_shown(
    world: World, ann: Client, other: User
) -> None:
    world.draft()
    money = section(world, "money")
    bob = signed_in(other)
    shown = edition_on(bob, money)
    fill_in(ann, money, {"expenditure": "£25k"})
    answer = bob.post(money, {"expenditure": "26000", "edition": shown})
    assert CLASH in answer.text
    assert f"{world.commissioner.name} typed “£25k”, not saved" in answer.text
    assert UnreadWords.unscoped.exists()
    answer = bob.post(money, {"expenditure": "26000", "edition": edition_in(answer)})
    assert answer.status_code == 302
    assert values() == {"expenditure": 26000}
    assert not UnreadWords.unscoped.exists()


def test_the_second_of_a_double_click_says_what_the_first_did(world: World, ann: Client) -> None:
    world.draft()
    delivery = section(world, "delivery")
    sent = DELIVERY | {"edition": edition_on(ann, delivery)}
    answers = [ann.post(delivery, sent) for _ in range(2)]
    for answer in answers:
        assert "2 answers were saved, 1 of them as not known" in answer.text
        assert CLASH not in answer.text
    assert edition_in(answers[0]) == edition_in(answers[1])
    assert Event.objects.filter(verb="return.saved").count() == 1


def test_a_comment_that_is_too_long_waits_and_the_saved_one_stays(
    world: World, ann: Client
) -> None:
    world.draft()
    comment = section(world, "comment")
    fill_in(ann, comment, {"comment": "Short."})
    long = "A long story. " * 300
    answer = fill_in(ann, comment, {"comment": long, "then": "draft"})
    assert "The comment was not saved:" in answer.text
    assert QuarterlyReturn.unscoped.get().comment == "Short."
    page = ann.get(comment).text
    assert long.strip() in page
    assert "must be 4,000 characters or less" in page
    assert "Needs attention" in ann.get(world.url("return_detail", quarter=1)).text
    assert "Comment: “A long story." in ann.get(world.url("return_check", quarter=1)).text
    assert fill_in(ann, comment, {"comment": "Shorter."}).status_code == 302
    assert QuarterlyReturn.unscoped.get().comment == "Shorter."
    assert not UnreadWords.unscoped.exists()


def test_the_words_are_in_no_other_page(world: World, ann: Client) -> None:
    world.saved(expenditure="25000")
    fill_in(ann, section(world, "money"), {"expenditure": "26 thousand"})
    finance = signed_in(world.finance)
    for name, more in (("return_detail", {}), ("return_version", {"version": 1})):
        page = finance.get(world.url(name, quarter=1, **more)).text
        assert "£25,000" in page
        assert "thousand" not in page


def test_nobodys_words_take_the_place_of_anothers_unseen(
    world: World, ann: Client, other: User
) -> None:
    world.draft()
    money = section(world, "money")
    shown = edition_on(ann, money)
    fill_in(signed_in(other), money, {"expenditure": "26k"})
    answer = ann.post(money, {"expenditure": "£25k", "edition": shown})
    assert CLASH in answer.text
    assert f"{other.name} typed “26k”, not saved" in answer.text
    assert UnreadWords.unscoped.get().typed == {"expenditure": "26k"}


def test_beside_words_that_wait_an_unanswered_box_is_still_chosen_for_you(
    world: World, ann: Client
) -> None:
    world.draft()
    with register_says(codes.HOURS_PER_WEEK, "120"):
        # Sent without a choice, the hours are left unanswered.
        fill_in(ann, section(world, "delivery"), {"enquiries": "seven"})
        page = ann.get(section(world, "delivery")).text
    assert 'value="seven"' in page
    assert "Chosen for you." in page
