"""How one field of a form looks on the page: which component, which classes, which ids.

`templates/gds/field.html` writes the markup and decides nothing; the answers are here. Ids follow
Django's own (`<id>_helptext`, `<id>_error`), so hints and errors are always tied to their box.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from config.date_field import PARTS, GdsDateWidget, boxes_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox."""

    value: str
    label: str
    id: str
    checked: bool
    hint: str


@dataclass(frozen=True, slots=True)
class DateBox:
    """One of the three boxes of a date."""

    label: str
    name: str
    id: str
    value: str
    css: str


class GdsBoundField(BoundField):
    """A field with its value, as the design system's components need it."""

    @property
    def kind(self) -> str:
        """Return which component of `templates/gds/field.html` this is."""
        widget = self.field.widget
        kinds: tuple[tuple[type[forms.Widget], str], ...] = (
            (GdsDateWidget, "date"),
            (forms.CheckboxSelectMultiple, "checkboxes"),
            (forms.RadioSelect, "radios"),
            (forms.CheckboxInput, "checkbox"),
            (forms.Select, "select"),
            (forms.Textarea, "textarea"),
            (forms.FileInput, "file"),
        )
        return next((kind for cls, kind in kinds if isinstance(widget, cls)), "text")

    @property
    def prefix(self) -> str:
        """Return the unit written before the box, such as "£"."""
        return getattr(self.field, "prefix", "")

    @property
    def suffix(self) -> str:
        """Return the unit written after the box, such as "hours"."""
        return getattr(self.field, "suffix", "")

    @property
    def max_characters(self) -> int | None:
        """Return the length limit of a text area, which is then counted down for the writer."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def label_class(self) -> str:
        """Return the label's size class: small and bold, unless the form asks for another."""
        size = getattr(self.form, "label_size", "") or "s"
        part = "fieldset__legend" if self.is_grouped else "label"
        return f"govuk-{part}--{size}"

    @property
    def is_grouped(self) -> bool:
        """Return whether several controls share one legend."""
        return self.kind in ("radios", "checkboxes", "date")

    @property
    def aria_describedby(self) -> str:
        """Return the ids of hint, error and character count, in reading order."""
        ids: list[str] = []
        if self.is_hidden:
            return ""
        if self.help_text:
            ids.append(f"{self.auto_id}_helptext")
        if self.errors:
            ids.append(f"{self.auto_id}_error")
        if self.max_characters:
            ids.append(f"{self.auto_id}-info")
        return " ".join(ids)

    @property
    def first_id(self) -> str:
        """Return the id of the control that the error summary leads to."""
        if self.kind == "date":
            wrong = self._wrong_parts()
            return f"{self.auto_id}-{wrong[0] if wrong else PARTS[0]}"
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    @property
    def choices(self) -> list[Choice]:
        """Return the radio buttons or checkboxes, each with its hint."""
        hints = {str(key): hint for key, hint in getattr(self.field, "hints", {}).items()}
        return [
            Choice(
                value=str(item.data["value"]),
                label=str(item.data["label"]),
                id=str(item.data["attrs"]["id"]),
                checked=bool(item.data["selected"]),
                hint=hints.get(str(item.data["value"]), ""),
            )
            for item in self.subwidgets
        ]

    @property
    def boxes(self) -> list[DateBox]:
        """Return the three boxes of a date; only the wrong ones carry the error mark."""
        wrong = self._wrong_parts()
        values = boxes_of(self.value())
        return [
            DateBox(
                label=part.capitalize(),
                name=f"{self.html_name}-{part}",
                id=f"{self.auto_id}-{part}",
                value=value,
                css=f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in wrong else ""),
            )
            for part, value in zip(PARTS, values, strict=True)
        ]

    def _wrong_parts(self) -> tuple[str, ...]:
        if not self.errors:
            return ()
        for error in self.form.errors.as_data().get(self.name, []):
            parts = (getattr(error, "params", None) or {}).get("parts")
            if parts:
                return tuple(parts)
        return PARTS

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the component's classes, and the error mark where there is an error."""
        built = super().build_widget_attrs(attrs, widget)
        component = {
            "text": "govuk-input",
            "textarea": "govuk-textarea",
            "select": "govuk-select",
            "file": "govuk-file-upload",
            "checkbox": "govuk-checkboxes__input",
        }.get(self.kind)
        if component is None or self.is_hidden:
            return built
        classes = [component]
        width = getattr(self.field, "width", None)
        if width and self.kind == "text":
            classes.append(f"govuk-input--width-{width}")
        if self.max_characters:
            classes.append("govuk-js-character-count")
        if self.errors and self.kind != "checkbox":
            classes.append(f"{component}--error")
        own = (widget or self.field.widget).attrs.get("class", "")
        built["class"] = " ".join([*classes, *own.split()])
        return built
