"""The boxes in which cells of a list are typed anew: what they are called, and what they offer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django import forms

from uploads.cells import column_letters
from uploads.columns import ListKind, SheetReading
from uploads.limits import LONGEST_CELL

Cell = tuple[str, int]  # a sheet and a column

NOT_KNOWN = "Not known"
AS_IN_THE_FILE = "“{}”, as in your file"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a file are called, and what their cells may say: by sheet and column.

    Of `choices` a cell holds one; of `words` one or several.
    """

    headings: Mapping[Cell, str] = field(default_factory=dict)
    choices: Mapping[Cell, Sequence[str]] = field(default_factory=dict)
    words: Mapping[Cell, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Iterable[SheetReading], kinds: Iterable[ListKind] = ()) -> "Columns":
        """Gather them from how the sheets were understood."""
        by_code = {kind.code: kind for kind in kinds}
        headings: dict[Cell, str] = {}
        choices: dict[Cell, Sequence[str]] = {}
        words: dict[Cell, Sequence[str]] = {}
        for reading in readings:
            kind = by_code.get(reading.kind)
            for heading in reading.headings:
                cell = (reading.sheet, heading.column)
                headings[cell] = heading.text
                column = kind.column(heading.field) if kind is not None else None
                # Under "New or existing?" a yes or a no is no answer.
                if column is None or column.parser(heading.text) is not column.parse:
                    continue
                if column.choices:
                    choices[cell] = column.choices
                if column.any_of:
                    words[cell] = column.any_of
        return cls(headings, choices, words)

    def name(self, sheet: str, row: int, column: int) -> str:
        """Return a cell by its heading and place: "Stage (D5)"."""
        place = f"{column_letters(column)}{row}"
        heading = self.headings.get((sheet, column), "").strip()
        return f"{heading} ({place})" if heading else place


def box(place: str, value: str, choices: Sequence[str], words_list: str = "") -> forms.Field:
    """Return the box of a cell: a choice where only a few things can stand in it.

    `words_list` is the id of a list of words that are offered while one types.
    """
    if choices:
        options = [("", NOT_KNOWN), *((one, one) for one in choices)]
        if value and value not in choices:
            options.insert(0, (value, AS_IN_THE_FILE.format(value)))
        return forms.ChoiceField(label=place, choices=options, required=False)
    words = {"max_length": f"Cell {place} may have {LONGEST_CELL:,} characters"}
    made = forms.CharField(
        label=place, max_length=LONGEST_CELL, required=False, error_messages=words
    )
    # Cutting off what somebody pastes, without a word, would lose it.
    made.widget.attrs.pop("maxlength", None)
    if words_list:
        made.widget.attrs["list"] = words_list
    return made
