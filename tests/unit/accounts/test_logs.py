"""A log line is one line, and holds nobody's address."""

import logging
import sys

from accounts.logs import LineFormatter, discreet
from accounts.request_id import RequestIdFilter

FORMATTER = LineFormatter("%(levelname)s %(message)s")


def written(message: str, *values: object, error: Exception | None = None) -> str:
    """What a log shows of a message."""
    trace = None
    if error is not None:
        try:
            raise error
        except Exception:
            trace = sys.exc_info()
    record = logging.LogRecord("test", logging.WARNING, "x.py", 1, message, values, trace)
    return FORMATTER.format(record)


def test_what_a_visitor_types_makes_no_line_of_its_own() -> None:
    line = written("refused at %s", "/c/north/\n2026 WARNING approved\r\x1b[2J\u2028x")
    assert line == ("WARNING refused at /c/north/\\n2026 WARNING approved\\r\\x1b[2J\\u2028x")


def test_nobodys_address_is_written() -> None:
    refused = ValueError({"o'neill+x@fen.council.example": (550, b"no such user")})
    lines = written("job 7 failed for ada@council.example", error=refused)
    assert "job 7 failed for ***" in lines
    assert "Traceback" in lines
    assert "550" in lines
    assert "council.example" not in lines
    assert "@" not in lines


def test_no_secret_link_is_written() -> None:
    line = discreet("Internal Server Error: /new-password/MQ/c8x-0123456789abcdef/ (500)")
    assert line == "Internal Server Error: /new-password/***/ (500)"
    assert discreet("/new-password/set/ stays") == "/new-password/set/ stays"


def test_a_refusal_that_django_logs_after_the_answer_names_its_request() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, "Not Found", (), None)
    record.request = type("Request", (), {"request_id": "abc123"})()
    RequestIdFilter().filter(record)
    assert record.__dict__["request_id"] == "abc123"
