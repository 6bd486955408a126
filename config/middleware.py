"""Middleware of the whole site."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """Pages hold a council's figures: neither browser nor proxy may keep a copy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


class ReadableTextMiddleware:
    """Refuse an address with the null character, which no keyboard types.

    Forms refuse it by themselves; what an address asks for goes to the database as it is, and
    PostgreSQL cannot hold it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = (request.path, *(text for _, texts in request.GET.lists() for text in texts))
        if any("\0" in text for text in asked):
            raise BadRequest("The address holds a null character.")
        return self.get_response(request)
