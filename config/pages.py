"""Pages that belong to no app: help, the legal pages, and what a visitor sees when a page fails.

The error views pass no context but the reference number and run no context processor, so that a
failure in the database or in a context processor still ends in a page a person can read.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from config.outage import database_is_away

BACK_AFTER_SECONDS = 120


def help_page(request: HttpRequest) -> HttpResponse:
    """How to use the service, and the words it uses."""
    return render(request, "pages/help.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is recorded about people, and what is not."""
    return render(request, "pages/privacy.html")


def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies, both needed."""
    return render(request, "pages/cookies.html")


def _error(request: HttpRequest, template: str, status: int) -> HttpResponse:
    reference = getattr(request, "request_id", "")
    page = loader.get_template(template).render({"request_id": reference})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be read."""
    return _error(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but this role may not do this."""
    return _error(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or cookies are off."""
    return _error(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or it belongs to another council."""
    return _error(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, with a reference to quote; 503 where the database does not answer.

    Called while the failure is being handled, wherever it was: in a view or in any middleware.
    """
    if database_is_away(sys.exc_info()[1]):
        answer = _error(request, "503.html", 503)
        answer["Retry-After"] = str(BACK_AFTER_SECONDS)
        return answer
    return _error(request, "500.html", 500)
