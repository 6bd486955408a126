"""What the three forms share: the version that the page showed, and the reason for the next."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms

from config.forms import GdsForm, NumberField, SummaryLine
from programmes.quarters import Quarter

REASON = "reason"
VERSION = "version"
ROWS = "rows"
ADD = "add"


class AssumptionsForm(GdsForm):
    """A form whose boxes depend on the programme's quarters or on how many rows it has."""

    submit_label = "Save as a new version"
    most_rows: ClassVar[int] = 0

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why do the assumptions change?",
        help_text="Kept with this version, for whoever asks later.",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Enter why the assumptions change"},
    )

    def __init__(
        self, *args: Any, quarters: tuple[Quarter, ...], rows: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        self.rows = max(0, min(rows, self.most_rows))
        own = self.boxes()
        self.fields.update(own)
        self.order_fields([VERSION, *own, REASON])

    def boxes(self) -> dict[str, forms.Field]:
        """Return the boxes that a page adds to version and reason, by name; none of its own."""
        return {}

    @classmethod
    def typed_again(
        cls, data: Mapping[str, Any], *, quarters: tuple[Quarter, ...], rows: int
    ) -> Self:
        """Return the form with what was typed and other rows, nothing being checked yet."""
        typed = cls(data, quarters=quarters, rows=rows)
        values = {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in typed.fields.items()
        }
        return cls(initial=values, quarters=quarters, rows=rows)

    @property
    def error_lines(self) -> list[SummaryLine]:
        """Return the lines of the error summary, each saying which of the many boxes it means."""
        named = {
            (str(self[name].auto_id), str(message)): field.noun
            for name, field in self.fields.items()
            if isinstance(field, NumberField)
            for message in self.errors.get(name, [])
        }
        return [
            SummaryLine(line.target, _naming(named.get((line.target, line.message), ""), line))
            for line in super().error_lines
        ]

    @property
    def can_add(self) -> bool:
        """Say whether there is room for another row."""
        return self.rows < self.most_rows


def _naming(noun: str, line: SummaryLine) -> str:
    if not noun or noun in line.message:
        return line.message
    said = line.message[0].lower() + line.message[1:]
    return f"{noun[0].upper()}{noun[1:]}: {said}"


def rows_typed(data: Mapping[str, Any], most: int) -> int:
    """Return how many rows a sent form says it had, from 0 to `most`; nonsense counts as 0."""
    text = str(data.get(ROWS, ""))
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
