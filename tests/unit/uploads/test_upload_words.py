"""What pages say of an upload, in the field's words."""

from typing import Any

import pytest

from uploads import words

CHANGES = {"enterprise": {"added": 3, "changed": 1}, "week": {"added": 1200, "changed": 0}}


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no rows"), (1, "1 row"), (2, "2 rows"), (1200, "1,200 rows")]
)
def test_a_number_has_its_noun(number: int, said: str) -> None:
    assert words.counted(number, "row", "rows") == said


def test_what_an_upload_does_is_said_in_one_sentence() -> None:
    assert words.will_do(CHANGES) == (
        "This will add 3 enterprises and 1,200 weeks of hours, and change 1 enterprise."
    )
    assert words.did(CHANGES) == (
        "Added 3 enterprises and 1,200 weeks of hours, changed 1 enterprise"
    )
    assert words.did({"typical": {"changed": 2}}) == "Changed 2 typical weeks"
    assert words.will_do({}) == "The register says all of this already."
    assert words.did({}) == "Changed nothing"


def test_things_are_said_in_one_order_whatever_the_database_makes_of_it() -> None:
    backwards = {"other": 1, "week": 2, "enterprise": 3}
    assert words.in_sum(backwards) == "3 enterprises, 2 weeks of hours and 1 row"


@pytest.mark.parametrize(
    ("state", "summary", "message", "said"),
    [
        ("saved", {"changes": {"enquiry": {"added": 1}}}, "", "Added 1 enquiry"),
        ("checked", {"open": {"fix": 2, "confirm": 1, "questions": 3}}, "",
         "2 problems to put right, 1 thing to confirm and 3 rows to decide on"),
        ("checked", {"changes": {"week": {"added": 1}}}, "", "Would add 1 week of hours"),
        ("checked", {"rows": {"hours": 1}}, "", "The register says all of this already"),
        ("checked", {"rows": {"hours": 0}}, "", "There are no rows under the headings"),
        ("checked", {"changes": {"week": {"added": 1}}, "unsure": 2}, "",
         "2 columns to look at"),
        ("refused", {}, "This is a PDF. Save it as .xlsx.", "This is a PDF"),
        ("failed", {}, "", "The file is kept; nothing was changed"),
        ("discarded", {}, "", "Nothing was changed"),
        ("undone", {"changes": {"week": {"added": 1}}}, "",
         "Added 1 week of hours; all of it was taken back"),
        ("waiting", {}, "", "Not ready yet"),
        ("reading", {}, "", "Not ready yet"),
    ],
)  # fmt: skip
def test_an_outcome_is_said_in_a_few_words(
    state: str, summary: dict[str, Any], message: str, said: str
) -> None:
    assert words.outcome(state, summary, message) == said


def test_parts_become_sentences_with_one_full_stop_each() -> None:
    assert words.sentences("This is empty", "", "Save it.") == "This is empty. Save it."
    assert words.sentences("Is it right?") == "Is it right?"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "no bytes"),
        (1, "1 byte"),
        (2048, "2 KB"),
        (1024 * 1024 * 3 // 2, "1.5 MB"),
        (10 * 1024 * 1024, "10.0 MB"),
    ],
)
def test_a_size_is_said_as_people_read_it(number: int, said: str) -> None:
    assert words.size(number) == said


def test_every_state_has_a_word() -> None:
    from uploads.models import Upload

    assert set(words.STATES) == set(Upload.State.values)


def test_a_day_that_is_not_known_says_nothing_beside_one_that_is() -> None:
    by_hand = ["typed in by hand on 3 May 2026", "typed in by hand"]
    newer = {"changes": 2, "latest": "1 May 2026", "sources": by_hand}
    assert "It has that typed in by hand on 3 May 2026. If" in words.newer_in_words(newer)
    assert "It has that typed in by hand. If" in words.newer_in_words(
        newer | {"sources": by_hand[1:]}
    )
