"""Handing a file in, and choosing a blank template."""

from collections.abc import Sequence
from typing import Any

from django import forms

from config.forms import GdsForm
from uploads import limits
from uploads.columns import ListKind

WORK_IT_OUT, SEVERAL, EVERYTHING = "", "several", "everything"

TOO_LARGE = (
    f"The file is larger than {limits.MOST_FILE_BYTES // limits.MEGABYTE} MB. Delete sheets and "
    "pictures that do not belong to the list, or split it into several files"
)


class NewUploadForm(GdsForm):
    """A file, and what it holds if the person wants to say so."""

    submit_label = "Upload and check"

    kind = forms.ChoiceField(label="What is in the file?", widget=forms.RadioSelect, required=False)
    file = forms.FileField(
        label="The file",
        help_text="An Excel workbook (.xlsx) or a comma-separated file (.csv).",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Choose the file to upload",
            "empty": "The file is empty. Check that it is the right one and that it was saved",
            "invalid": "Choose the file again: it did not arrive whole",
        },
    )

    def __init__(
        self, *args: Any, kinds: Sequence[ListKind], too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        asked = self.fields["kind"]
        asked.choices = [  # type: ignore[attr-defined]
            (WORK_IT_OUT, "Work it out for me"),
            *((kind.code, kind.name) for kind in kinds),
            (SEVERAL, "A workbook with several lists"),
        ]
        asked.hints = {  # type: ignore[attr-defined]
            WORK_IT_OUT: "We look at the headings, and you can correct what we made of them.",
            **{kind.code: kind.about for kind in kinds},
            SEVERAL: "A sheet for each list.",
        }

    def clean(self) -> dict[str, Any]:
        """Say of a file that was too large to be kept why it is not there."""
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        return self.cleaned_data

    @property
    def chosen_kind(self) -> str:
        """Return what the person said it is: a kind's code, or "" where we are to find out."""
        kind = str(self.cleaned_data["kind"])
        return "" if kind == SEVERAL else kind


class TemplateForm(GdsForm):
    """For which list and which quarter a blank template is made."""

    submit_label = "Download the template"

    kind = forms.ChoiceField(
        label="Which list?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select which list the template is for"},
    )
    quarter = forms.ChoiceField(
        label="For which quarter?",
        help_text="It is written into the template, and decides which weeks it asks for.",
        error_messages={"required": "Select the quarter"},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[ListKind], quarters: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lists = self.fields["kind"]
        lists.choices = [  # type: ignore[attr-defined]
            *((kind.code, kind.name) for kind in kinds),
            (EVERYTHING, "All of them"),
        ]
        lists.hints = {  # type: ignore[attr-defined]
            **{kind.code: kind.about for kind in kinds},
            EVERYTHING: "One workbook with a sheet for each list.",
        }
        self.fields["quarter"].choices = [  # type: ignore[attr-defined]
            (str(quarter.number), quarter.full_label) for quarter in quarters
        ]
