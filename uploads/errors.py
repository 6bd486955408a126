"""What the actions on uploads say when they will not do what was asked; words for the person."""


class NotDone(Exception):
    """An action was refused for a reason that a person can read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EditedMeanwhile(NotDone):
    """What was on the page is no longer how the upload stands."""


class NotNow(NotDone):
    """The upload is at a point where this cannot be done."""


class NotReady(NotDone):
    """Something must be settled before the list can go into the register."""


class TooManyWaiting(NotDone):
    """The council has as many uploads at work as it may have."""


STALE = (
    "This upload has changed since the page was shown: somebody else, or you in another window, "
    "decided something. Nothing was lost. Look at it again."
)
AT_WORK = "We are still working on this file. Wait until it is ready, then try again."
ENDED = "This upload has ended, so nothing can be changed in it any more."
