"""What an action says when it will not do what was asked; the words are for the person."""

from typing import Any

EDITED_MEANWHILE = (
    "This was saved by somebody else, or by you in another window, while you were working on it. "
    "What they saved has not been overwritten. Compare both, then save again."
)


class Refused(Exception):
    """An action was refused for a reason that a person can read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EditedMeanwhile(Refused):
    """What was on the page is no longer what is saved.

    `saved` is what stands in the database now and `typed` what this person wanted, each in the
    action's own terms, so that the page can show both.
    """

    def __init__(
        self, message: str = EDITED_MEANWHILE, *, saved: Any = None, typed: Any = None
    ) -> None:
        super().__init__(message)
        self.saved = saved
        self.typed = typed
