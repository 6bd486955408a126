"""What an upload does to the figures of each quarter, as tables and in a sentence."""

from typing import Any

from uploads.effects import any_approved, effects_in_words, effects_tables

ENQUIRIES = "Enquiries from would-be micro-entrepreneurs"


def effect(quarter: str, before: str, after: str, figure: str = "", **more: Any) -> dict[str, Any]:
    given = {"label": quarter, "before": before, "after": after, "approved": False}
    return given | {"figure": figure} | more


HOURS = effect("Y1 Q1", "1 hour a week", "2.5 hours a week", approved=True)
MORE = [
    HOURS,
    effect("Y1 Q2", "Nothing recorded", "4 hours a week"),
    effect("Y1 Q1", "10", "12", ENQUIRIES, approved=True),
    effect("Y1 Q3", "Not known", "3", ENQUIRIES),
]


def test_nothing_changes_nothing_is_said() -> None:
    nothing: list[dict[str, Any]] = [{}, {"effects": []}]
    for summary in nothing:
        assert effects_tables(summary) == []
        assert effects_in_words(summary) == ""
        assert not any_approved(summary)


def test_each_figure_has_its_table_with_its_marks() -> None:
    hours, enquiries = effects_tables({"effects": MORE})
    assert hours["caption"] == "Hours a week in each quarter"
    assert [row[:3] for row in hours["rows"]] == [
        ["Y1 Q1", "1", "2.5"],
        ["Y1 Q2", "Nothing recorded", "4"],
    ]
    assert enquiries["caption"] == f"{ENQUIRIES}, by quarter"
    assert [row[:3] for row in enquiries["rows"]] == [
        ["Y1 Q1", "10", "12"],
        ["Y1 Q3", "Not known", "3"],
    ]
    for table in (hours, enquiries):
        assert [row[3] and row[3]["tag"] for row in table["rows"]] == [
            "Differs from approved return",
            "",
        ]


def test_a_sentence_counts_each_quarter_once_and_names_the_figures() -> None:
    said = effects_in_words({"effects": MORE})
    assert said.startswith(
        "This changes what the register says of 3 quarters, 1 of them with an approved return: "
        f"Hours a week; {ENQUIRIES}. An approved return keeps"
    )
    assert effects_in_words({"effects": MORE[3:]}) == (
        "This changes what the register says of 1 quarter, which has no approved return: "
        f"{ENQUIRIES}."
    )
    every = [HOURS, effect("Y1 Q2", "1 hour a week", "2 hours a week", approved=True)]
    assert effects_in_words({"effects": every}).startswith(
        "This changes the hours of 2 quarters, all of them with an approved return."
    )
    assert "2 quarters, none of them with an approved return" in effects_in_words(
        {"effects": [MORE[1], MORE[3]]}
    )
    assert effects_in_words({"effects": MORE[1:2]}) == (
        "This changes the hours of 1 quarter, which has no approved return."
    )


def test_what_was_checked_before_other_figures_were_told_is_of_hours() -> None:
    earlier = {name: value for name, value in HOURS.items() if name != "figure"}
    (table,) = effects_tables({"effects": [earlier]})
    assert table["caption"] == "Hours a week in each quarter"
    assert any_approved({"effects": [earlier]})
