"""What was typed into a box of a draft and could not be saved."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from accounts.scoping import CouncilOwned
from programmes.models.returns import QuarterlyReturn


class UnreadWords(CouncilOwned):
    """The words of one box, kept so that whoever comes back finds them.

    They are no answer: nothing counts, exports or audits them. They go when the box is put right,
    and no version is submitted with any.
    """

    council_path = "return_version__council"
    # No measure's short name has brackets in it.
    COMMENT = "(comment)"

    return_version = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, related_name="unread"
    )
    box = models.CharField("a measure's short name, or the comment", max_length=60)
    typed = models.JSONField("the words by the name of the control that they stood in")
    typed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["return_version", "box"], name="unread_once_a_box"),
        ]

    def __str__(self) -> str:
        return f"{self.return_version}: {self.box} could not be saved"

    @property
    def quoted(self) -> str:
        """The words in quotation marks, long ones shortened."""
        said = [words.strip() for words in self.typed.values() if words.strip()]
        return " and ".join(f"“{w if len(w) <= 40 else w[:40] + '…'}”" for w in said)
