"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs.models import Job

Handler = Callable[[Job], dict[str, Any] | None]
GivenUp = Callable[[Job, str], None]


class UserFacingError(Exception):
    """A failure whose words a person can read and act on; they are kept with the job."""


@dataclass(frozen=True, slots=True)
class Work:
    """How one kind of job is done; `doing` completes "We tried three times to ..."."""

    handler: Handler
    doing: str
    in_transaction: bool
    given_up: GivenUp | None


_work: dict[str, Work] = {}


def handles(
    kind: str,
    *,
    doing: str = "do this work",
    in_transaction: bool = True,
    given_up: GivenUp | None = None,
) -> Callable[[Handler], Handler]:
    """Declare the function that does jobs of `kind`; put it in its app's `tasks.py`.

    The function gets the job and returns what is kept as its result (JSON), or None. It runs in
    one transaction together with marking the job done, so its effect on the database happens
    once even where the work is done twice. `in_transaction=False` is for work whose effect lies
    outside the database (sending mail), or that is long, which must not hold a transaction open
    meanwhile: such work may be done again after a crash.

    `given_up` is called with the job and the words kept with it, in the transaction that sets the
    job aside, so that what waits for the work can say that it will not come.
    """

    def declare(handler: Handler) -> Handler:
        known = _work.get(kind)
        if known is not None and known.handler is not handler:
            raise RuntimeError(f"Two functions handle jobs of kind {kind}.")
        _work[kind] = Work(handler, doing, in_transaction, given_up)
        return handler

    return declare


def work_of(kind: str) -> Work | None:
    """Return how jobs of `kind` are done; None for a kind that nobody handles."""
    return _work.get(kind)
