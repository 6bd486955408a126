"""What an action says when it will not do what was asked; the words are for the person."""

from typing import Any

from django.http import Http404

CHANGED_SINCE_SHOWN = (
    "This has changed since the page was shown, so nothing was removed. "
    "Look at it as it is now, then decide again."
)
EDITED_MEANWHILE = (
    "This was saved by somebody else, or by you in another window, while you were working on it. "
    "What they saved has not been overwritten. Compare both, then save again."
)


class Refused(Exception):
    """An action was refused for a reason that a person can read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Gone(Refused, Http404):
    """What the action is about was removed since the page was asked for; nothing was done.

    A page that does not say so itself answers as it does for anything that there is not.
    """


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
