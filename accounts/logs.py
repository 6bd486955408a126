"""What a log line may hold: one line for one event, and nobody's address or secret link.

A visitor chooses the words of an address and of a form, and libraries put both into their messages
and tracebacks. So what is written is cleaned at the one place through which all of it goes.
"""

import logging
import re

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
