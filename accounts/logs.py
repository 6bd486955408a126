"""What a log may hold: one line for one event worth a line, and nobody's address or secret link.

A visitor chooses the words of an address and of a form, and libraries put both into their messages
and tracebacks. So what is written is cleaned at the one place through which all of it goes.
"""

import logging
import re

from django.http import HttpRequest

REFUSED_FORM, FORBIDDEN, NOT_THERE, AWAY = 422, 403, 404, 503

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_EMAIL = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+")
_LINK = re.compile(r"(new-password/)[^/\s]+/[^/\s'\"]+")


def discreet(text: str) -> str:
    """Return the text without e-mail addresses and without links that set a password."""
    return _LINK.sub(r"\1***", _EMAIL.sub("***", text))


class LineFormatter(logging.Formatter):
    """One line an event; only a traceback, which we make ourselves, has more."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Write line breaks and other control characters out, so that no line can be forged."""
        record.message = _BREAKS.sub(lambda found: ascii(found[0])[1:-1], record.message)
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole, with its traceback, without anybody's address."""
        return discreet(super().format(record))


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address that was asked for: the visitor chose none of its words."""
    match = request.resolver_match
    return f"/{match.route}" if match else "-"


def told(request: HttpRequest) -> None:
    """Note that the refusal of this request has its line, so that Django need not add another."""
    request.refusal_told = True  # type: ignore[attr-defined]


class RefusalFilter(logging.Filter):
    """Lets Django tell of a refusal only what nobody else tells, and in one line.

    A form with a mistake in it is everyday. Who was refused a page, and which, is told by those
    who refuse; any other refusal gets its line here, without a traceback and without the address,
    whose words are the visitor's. So does a page while the database is away: the traceback of one
    is that of all.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the record is written; rewrite it where it is not ours to drop."""
        status, request = getattr(record, "status_code", 0), getattr(record, "request", None)
        is_told = getattr(request, "refusal_told", False)
        if status == REFUSED_FORM or (status in (FORBIDDEN, NOT_THERE) and is_told):
            return False
        if status == FORBIDDEN and request is not None:
            # Never asked of the database here: a refusal must not cost a query.
            user = getattr(getattr(request, "_cached_user", None), "pk", None)
            why = "its form was not one of ours, or too old"
            by_token = record.name == "django.security.csrf"
            _rewrite(
                record,
                "refused: user %s at %s" + (f": {why}" if by_token else ""),
                *(user or "-", route_of(request)),
            )
        elif status == AWAY and record.exc_info and request is not None:
            problem = " ".join(str(record.exc_info[1]).split())
            _rewrite(record, "not available at %s: %s", route_of(request), problem)
        return True


def _rewrite(record: logging.LogRecord, message: str, *values: object) -> None:
    record.msg, record.args = message, values
    record.exc_info = record.exc_text = None
