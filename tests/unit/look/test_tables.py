"""Tables are laid out once, whatever shape their rows and cells come in."""

from dataclasses import dataclass

import pytest

from config.tables import laid_out, stacks

COLUMNS: list[dict[str, object]] = [{"text": "Quarter"}, {"text": "Net", "numeric": True}]


def test_the_first_cell_is_the_heading_and_numbers_follow_their_column() -> None:
    (row,) = laid_out({"columns": COLUMNS, "rows": [["Y1 Q1", "−£14,763"]]})
    assert [(cell.text, cell.heading, cell.numeric) for cell in row.cells] == [
        ("Y1 Q1", True, False),
        ("−£14,763", False, True),
    ]


def test_a_missing_figure_is_missing_and_nought_is_not() -> None:
    rows = [["a", None], ["b", 0], ["c", {"text": None}], ["d", {"text": None, "tag": "Due"}]]
    laid = laid_out({"columns": COLUMNS, "rows": rows})
    assert [row.cells[1].missing for row in laid] == [True, False, True, False]
    assert laid[1].cells[1].text == "0"


def test_a_cell_in_which_nothing_stands_is_blank_and_a_missing_figure_is_not() -> None:
    rows = [["a", ""], ["b", None], ["c", "0"], ["d", {"text": "", "note": "why"}]]
    laid = laid_out({"columns": COLUMNS, "rows": rows})
    assert [row.cells[1].blank for row in laid] == [True, False, False, False]


def test_rows_and_cells_may_say_more() -> None:
    cell = {"text": "9", "href": "/a", "note": "estimated", "tag": "Draft", "meaning": "info"}
    (row,) = laid_out({"columns": COLUMNS, "rows": [{"cells": ["All", cell], "total": True}]})
    assert row.total
    assert not row.quiet
    last = row.cells[1]
    assert (last.href, last.note, last.tag, last.meaning) == ("/a", "estimated", "Draft", "info")


def test_dataclasses_will_do_as_well() -> None:
    @dataclass(frozen=True)
    class Row:
        cells: tuple[str | None, ...]
        quiet: bool = True

    @dataclass(frozen=True)
    class Table:
        columns: tuple[dict[str, object], ...]
        rows: tuple[Row, ...]

    (row,) = laid_out(Table(tuple(COLUMNS), (Row(("Y1 Q1", None)),)))
    assert row.quiet
    assert [cell.missing for cell in row.cells] == [False, True]


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 3 cells in a table of 2 columns"):
        laid_out({"columns": COLUMNS, "rows": [["a", "b", "c"]]})


def columns(words: int, figures: int) -> dict[str, object]:
    heads: list[dict[str, object]] = [{"text": "Words"}] * words
    return {"columns": heads + [{"text": "£", "numeric": True}] * figures}


@pytest.mark.parametrize(
    ("words", "figures", "stacked"),
    [(2, 0, True), (1, 3, True), (6, 1, True), (3, 2, True), (2, 3, False), (1, 9, False)],
)  # fmt: skip
def test_few_columns_or_many_of_words_stack_and_figures_side_by_side_do_not(
    words: int, figures: int, stacked: bool
) -> None:
    assert stacks(columns(words, figures)) is stacked


def test_a_table_may_say_itself_that_it_stacks() -> None:
    assert stacks(columns(1, 9) | {"stacks": True})


def test_a_cell_knows_what_stands_over_it() -> None:
    heads = [
        {"text": "Quarter"},
        {"text": "Net", "numeric": True, "unit": "£"},
        {"text": "Plan", "numeric": True, "unit": "hours a week"},
        {"text": "Change", "hidden": True},
    ]
    (row,) = laid_out({"columns": heads, "rows": [["Y1 Q1", "£5", None, "x"]]})
    assert [cell.label for cell in row.cells] == ["Quarter", "Net", "Plan, hours a week", ""]
