"""Looking at a page changes nothing, and every page says to browsers what they may do with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from accounts.models import User
from tests.integration.access import world
from tests.integration.access.expected import COUNCIL, PUBLIC, SIGNED_IN, SYSTEM
from tests.integration.access.test_routes import address

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


def rows_of_all_tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the sessions, which signing in writes."""
    managers: dict[str, models.Manager[Any]] = {
        model._meta.label: getattr(model, "unscoped", model._default_manager)
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }
    return {label: sorted(manager.values_list(), key=repr) for label, manager in managers.items()}


def answers(places: world.World) -> Iterator[tuple[str, str, Any]]:
    """What every address answers to a visitor, a stranger and everybody of the council."""
    people: list[User | None] = [None, places.stranger, *places.people.values()]
    for user in people:
        client = Client()
        if user is not None:
            client.force_login(user)
        for name in [*COUNCIL, *PUBLIC, *SIGNED_IN, *SYSTEM]:
            for method in ("get", "head", "options"):
                yield (
                    f"{method} {name} as {user}",
                    name,
                    getattr(client, method)(address(name, places)),
                )


def test_looking_changes_nothing_and_each_answer_is_guarded() -> None:
    places = world.build()
    before, wrong = None, []
    for called, name, answer in answers(places):
        if before is None:
            before = rows_of_all_tables()
        policy = answer.headers.get("Content-Security-Policy", "")
        scripts = [part for part in policy.split(";") if part.strip().startswith("script")]
        if any(words not in policy for words in POLICY) or "unsafe" in "".join(scripts):
            wrong.append(f"{called}: policy {policy!r}")
        if "unsafe-inline" in policy and name != "dashboard":
            wrong.append(f"{called}: inline styles")
        wrong += [
            f"{called}: {key}" for key, to in HEADERS.items() if answer.headers.get(key) != to
        ]
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            wrong.append(f"{called}: may be kept")
    assert wrong == []
    after = rows_of_all_tables()
    assert before is not None
    # Signing in by force says when.
    changed = {label for label in after if after[label] != before[label]} - {"accounts.User"}
    assert changed == set()
