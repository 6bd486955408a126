"""A short reference for each request, shared by its errors, log lines and audit events."""

import contextvars
import logging
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def current() -> str:
    """Return the reference of the request being served, or "" outside one."""
    return _request_id.get()


class RequestIdMiddleware:
    """Give each request a reference of our own making.

    A reference sent by a visitor is not trusted: it could forge log lines.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reference = uuid.uuid4().hex[:12]
        token = _request_id.set(reference)
        request.request_id = reference  # type: ignore[attr-defined]  # for the error pages
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response["X-Request-Id"] = reference
        return response


class RequestIdFilter(logging.Filter):
    """Put the request's reference on each log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django logs the answer to a refused request once it has left the middleware.
        of_request = getattr(getattr(record, "request", None), "request_id", "")
        record.request_id = _request_id.get() or of_request or "-"
        return True
