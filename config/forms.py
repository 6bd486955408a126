"""The base of every form: GOV.UK Design System fields and messages, with no per-field boilerplate.

Apps import their form classes and fields from here and nowhere else in `config`::

    class ExpenditureForm(GdsForm):
        submit_label = "Save and continue"
        expenditure = PoundsField(label="Expenditure this quarter", help_text="Leave out VAT.")
        paid_on = GdsDateField(label="Date paid")

In a page, `{% load crispy_forms_tags %}{% crispy form %}` writes the whole form with its token and
button; `{% include "components/field.html" with field=form.paid_on %}` writes one field. The error
summary is written by `base.html` for the variable `form`.

crispy-forms-gds 2.0.1 is kept behind this module and `templates/gds/`: its own field template
leaves number boxes unstyled, fails on a counted text area without a hint, and keeps errors of one
request in the widget. Ours are used instead, through the same `{% crispy %}` tag.
"""

from dataclasses import dataclass
from typing import Any, cast

from crispy_forms_gds.helper import FormHelper
from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator, MinLengthValidator

from config.bound_field import GdsBoundField
from config.date_field import GdsDateField
from config.number_fields import (
    CountField,
    FigureField,
    HoursField,
    NumberField,
    PoundsField,
    RateField,
    noun_of,
)
from config.reason_field import ReasonField

__all__ = [
    "CountField",
    "FigureField",
    "GdsDateField",
    "GdsForm",
    "GdsFormMixin",
    "GdsModelForm",
    "HoursField",
    "NumberField",
    "PoundsField",
    "RateField",
    "ReasonField",
    "SummaryLine",
    "noun_of",
]

_DJANGO_REQUIRED = str(forms.Field.default_error_messages["required"])
_EMAIL_WORDS = "Enter an email address in the right form, like name@council.example"
_DJANGO_ROWS = forms.Textarea().attrs["rows"]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the error summary: what is wrong, and the id of the control to correct."""

    target: str
    message: str


class GdsFormMixin(forms.BaseForm):
    """What plain and model forms share: components, messages, error summary, helper."""

    bound_field_class = GdsBoundField
    use_required_attribute = False  # the browser's own bubbles would hide our messages
    submit_label = "Save and continue"
    label_size = ""
    # What else is to be said around the list of what is wrong.
    error_lead = error_note = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # No colon: labels are written without one.
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _dress(name, field)

    @property
    def helper(self) -> FormHelper:
        """Return the helper `{% crispy form %}` uses."""
        helper = FormHelper()
        helper.form_method = "post"
        helper.attrs = {"novalidate": "novalidate"}
        return helper

    @property
    def error_lines(self) -> list[SummaryLine]:
        """Return every error in the order of the page, each with the control it leads to."""
        if not self.errors:
            return []
        visible = self.visible_fields()
        first = cast(GdsBoundField, visible[0]).first_id if visible else "main-content"
        lines = [SummaryLine(first, str(message)) for message in self.non_field_errors()]
        for bound in self.hidden_fields():
            lines += [SummaryLine(first, str(message)) for message in bound.errors]
        for bound in visible:
            target = cast(GdsBoundField, bound).first_id
            lines += [SummaryLine(target, str(message)) for message in bound.errors]
        return lines


def _dress(name: str, field: forms.Field) -> None:
    """Give a plain Django field our box and our words, unless the form wrote its own."""
    if field.label is None:
        field.label = name.replace("_", " ").capitalize()
    if isinstance(field.widget, forms.NumberInput):
        digits = "numeric" if type(field) is forms.IntegerField else "decimal"
        field.widget = forms.TextInput({"inputmode": digits, "spellcheck": "false"})
    if isinstance(field.widget, forms.EmailInput):
        field.widget.attrs |= {"spellcheck": "false", "autocomplete": "email"}
    if isinstance(field.widget, forms.Textarea):
        if field.widget.attrs.get("rows") == _DJANGO_ROWS:
            field.widget.attrs["rows"] = "4"
        field.widget.attrs.pop("cols", None)
        # The counter tells the writer; cutting typed words off silently would lose them.
        field.widget.attrs.pop("maxlength", None)
    _word_messages(field)


def _word_messages(field: forms.Field) -> None:
    """Replace Django's general messages by ones that say what to do with this field."""
    noun = getattr(field, "noun", "") or noun_of(str(field.label))
    messages = field.error_messages
    if str(messages.get("required")) == _DJANGO_REQUIRED:
        messages["required"] = _missing_words(field, noun)
    if "invalid_choice" in messages:
        messages["invalid_choice"] = f"Choose {noun} from the list"
    subject = noun[0].upper() + noun[1:]
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator):
            validator.message = f"{subject} must be {validator.limit_value:,} characters or less"
        elif isinstance(validator, MinLengthValidator):
            validator.message = f"{subject} must be {validator.limit_value:,} characters or more"
        elif isinstance(validator, EmailValidator):
            validator.message = _EMAIL_WORDS


def _missing_words(field: forms.Field, noun: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Tick the box “{field.label}”"
    if isinstance(field, forms.FileField):
        return f"Choose a file: {noun}"
    chosen = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    return f"{'Select' if chosen else 'Enter'} {noun}"


class GdsForm(GdsFormMixin, forms.Form):
    """A form in GOV.UK style."""


class GdsModelForm(GdsFormMixin, forms.ModelForm):
    """A model form in GOV.UK style; name our fields in `Meta.field_classes` or declare them."""
