"""The form of a return's comment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from config.forms import GdsForm
from programmes.models import UnreadWords
from programmes.saved_words import NOT_SAVED_YET


def edition_field() -> forms.CharField:
    """The word of the section as it was shown; without it the save is a clash, never a surprise."""
    return forms.CharField(widget=forms.HiddenInput, required=False)


class CommentForm(GdsForm):
    """What the commissioner wants to say about the quarter."""

    edition = edition_field()
    comment = forms.CharField(
        label="Comment on the quarter (optional)",
        help_text="What went well, what did not, and anything a reader needs to know about the "
        "figures. Do not name people who get care.",
        max_length=4000,
        widget=forms.Textarea({"rows": "8"}),
        required=False,
    )

    def __init__(
        self, saved: str, unread: UnreadWords | None, edition: str, data: Any = None
    ) -> None:
        self.unread_before = {}
        if data is None and unread is not None:
            self.unread_before = {unread.box: unread.typed}
            data = {"edition": edition} | unread.typed
        super().__init__(data, initial={"edition": edition, "comment": saved})

    def clean_comment(self) -> str:
        """Say of words that have become right while they waited that nobody has saved them."""
        if self.unread_before:
            raise ValidationError(NOT_SAVED_YET)
        words: str = self.cleaned_data["comment"]
        return words

    def given(self) -> dict[str, Any]:
        """Return what was sent as `returns.save` takes it: the comment, or that it is none."""
        if "comment" in self.errors:
            return {"unread": {UnreadWords.COMMENT: {"comment": self["comment"].data or ""}}}
        return {"comment": self.cleaned_data["comment"]}

    def outcome(self) -> str:
        """Return what has come of the comment."""
        return "The comment was not saved:"
