"""A route without a rule stops the application; rows are reached only through a council."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, path
from django.urls.resolvers import RegexPattern

from accounts.access import council_page, public
from accounts.models import Membership
from accounts.roles import Permission
from accounts.routes import undeclared_routes
from accounts.scoping import UnscopedQueryError

ROOT = Path(__file__).resolve().parents[3]


def page(request: HttpRequest, **parts: Any) -> HttpResponse:
    """A view that has declared nothing."""
    return HttpResponse("shown")


urlpatterns: list[URLPattern] = [path("open/", page)]


def resolver(*routes: URLPattern) -> URLResolver:
    """A site of these routes alone."""
    return URLResolver(RegexPattern(r"^"), list(routes))


def declared_public(request: HttpRequest, **parts: Any) -> HttpResponse:
    """A view open to anybody."""
    return page(request, **parts)


public(declared_public)


@council_page(Permission.ENTER)
def declared_council(request: HttpRequest, **parts: Any) -> HttpResponse:
    """A council's view."""
    return page(request, **parts)


@pytest.mark.parametrize(
    ("route", "wrong"),
    [
        (path("open/", page), True),
        (path("open/", declared_public), False),
        (path("c/<slug:council>/open/", declared_public), True),
        (path("open/", declared_council), True),
        (path("c/<slug:council>/open/", declared_council), False),
    ],
)
def test_each_route_must_declare_a_fitting_rule(route: URLPattern, wrong: bool) -> None:
    assert bool(undeclared_routes(resolver(route))) is wrong


@override_settings(ROOT_URLCONF=__name__)
def test_the_wall_itself_refuses_an_undeclared_view() -> None:
    with pytest.raises(ImproperlyConfigured, match="declares no access rule"):
        Client().get("/open/")


def test_the_web_server_does_not_start_with_an_undeclared_route(tmp_path: Path) -> None:
    """The door of the web server is opened in a process of its own, on a site with a bare view."""
    (tmp_path / "bare_urls.py").write_text(
        "from django.urls import path\n"
        "from django.http import HttpResponse\n"
        "urlpatterns = [path('bare/', lambda request: HttpResponse('shown'))]\n"
    )
    (tmp_path / "bare_settings.py").write_text(
        "from config.settings import *\nROOT_URLCONF = 'bare_urls'\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
        "DJANGO_SETTINGS_MODULE": "bare_settings",
        "PM_DATA_DIR": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "The route bare/ declares no access rule." in done.stderr


def test_a_query_without_a_council_raises() -> None:
    with pytest.raises(UnscopedQueryError, match=r"Membership\.objects\.for_council"):
        Membership.objects.all()


def test_no_view_or_form_goes_round_the_wall() -> None:
    guilty = [
        str(file.relative_to(ROOT))
        for app in (
            *("accounts", "jobs", "uploads", "programmes", "enterprises", "cashflow"),
            "dashboards",
        )
        for file in (ROOT / app).rglob("*.py")
        if ("views" in file.parts or file.stem in {"views", "forms"} or "forms" in file.parts)
        and "unscoped" in file.read_text(encoding="utf-8")
    ]
    assert guilty == []
