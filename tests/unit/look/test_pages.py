"""The frame of every page, the legal pages, and the pages of failure."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from config import pages
from config.forms import GdsForm, PoundsField

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"

CONTEXT: dict[str, Any] = {
    "council": SimpleNamespace(name="Fenland & Isles Council", band="plum"),
    "programme": SimpleNamespace(name="Micro-enterprises"),
    "membership_role": "Commissioner",
    "request": SimpleNamespace(user=SimpleNamespace(is_authenticated=True, name="Rowan Hale")),
    "demonstration": True,
    "navigation": [
        {"href": "/a/", "text": "Home", "current": True},
        {"href": "/b/", "text": "Programmes", "current": False},
    ],
    "programme_navigation": [
        {"href": "/a/c/", "text": "Board", "current": False},
        {"href": "/a/d/", "text": "Returns", "current": True},
    ],
    "app_version": "0.1.0",
    "csrf_token": "token",
}


def title_of(html: str) -> str:
    """The words of the browser's title."""
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_frame_tells_council_role_navigation_and_demonstration() -> None:
    html = render_to_string("pages/cookies.html", CONTEXT)
    assert '<html lang="en-GB"' in html
    assert title_of(html) == (
        "Cookies – Micro-enterprises – Fenland &amp; Isles Council – Programme Monitor"
    )
    assert 'class="pm-header pm-header--plum"' in html
    assert "Rowan Hale" in html
    assert "Commissioner" in html
    assert re.search(r'href="/a/" aria-current="true"', html)
    assert not re.search(r'href="/b/" aria-current', html)
    assert re.search(r'href="/a/d/" aria-current="true"', html)
    assert not re.search(r'href="/a/c/" aria-current', html)
    assert html.count("Demonstration figures") == 2
    assert "version 0.1.0" in html
    assert html.count("<h1") == 1


def test_signing_out_is_a_post_with_a_token() -> None:
    html = render_to_string("pages/cookies.html", CONTEXT)
    form = re.search(r'<form method="post"[^>]*pm-header__sign-out.*?</form>', html, re.DOTALL)
    assert form is not None
    assert "csrfmiddlewaretoken" in form[0]


def test_a_visitor_sees_no_name_no_council_and_no_demonstration_where_there_is_none() -> None:
    html = render_to_string("pages/cookies.html", {})
    assert "Sign out" not in html
    assert "Demonstration" not in html
    assert title_of(html) == "Cookies – Programme Monitor"


def test_an_error_is_said_in_the_title_and_above_the_heading() -> None:
    class Spent(GdsForm):
        spent = PoundsField(label="Expenditure")

    html = render_to_string("accounts/sign_in.html", CONTEXT | {"form": Spent({"spent": "x"})})
    assert title_of(html).startswith("Error: Sign in")
    assert html.index("There is a problem") < html.index("<h1")


@pytest.mark.parametrize("level", ["success", "error", "info"])
def test_messages_are_banners_each_with_a_name_of_its_own(level: str) -> None:
    message = type("Message", (str,), {"level_tag": level})
    both = [message("Saved & <kept>"), message("Second")]
    html = render_to_string("components/messages.html", {"messages": both})
    assert "Saved &amp; &lt;kept&gt;" in html
    assert ("notification-banner--success" in html) is (level == "success")
    named = re.findall(r'aria-labelledby="([^"]+)"', html)
    assert len(set(named)) == 2
    assert set(named) == set(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (pages.bad_request, 400, "We could not read that request"),
        (pages.forbidden, 403, "Your role does not allow this"),
        (pages.csrf_failure, 403, "The page was open too long"),
        (pages.not_found, 404, "Page not found"),
        (pages.server_error, 500, "Something went wrong on our side"),
    ],
)
def test_failures_are_said_in_plain_words_with_a_reference_and_without_a_database(
    view: Any, status: int, words: str
) -> None:
    # No database mark on this test: a query, even by a context processor, would fail it.
    request = RequestFactory().get("/somewhere/")
    request.request_id = "a1b2c3d4e5f6"  # type: ignore[attr-defined]
    response: HttpResponse = view(request)
    html = response.content.decode()
    assert response.status_code == status
    assert re.search(rf"<h1[^>]*>{words}</h1>", html)
    assert title_of(html) == f"{words} – Programme Monitor"
    assert "a1b2c3d4e5f6" in html


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "cookies"])
def test_the_legal_pages_can_be_read_by_anyone(name: str) -> None:
    html = render_to_string(f"pages/{name}.html", {})
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_every_template_can_be_read_by_the_engine(path: Path) -> None:
    assert get_template(str(path.relative_to(TEMPLATES)))
