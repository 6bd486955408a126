"""Each route declares who may call it; the middleware enforces what was declared."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpRequest

from accounts.models import Council, User
from accounts.roles import Permission, Role

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """The kinds of rule a route can declare."""

    PUBLIC = "anyone"
    SIGNED_IN = "anyone who has signed in"
    SYSTEM = "system administrators"
    COUNCIL = "members of the council with a permission"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may call a route; `permission` is given exactly for council routes."""

    audience: Audience
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """One person's standing in one council, as found for this request."""

    user: User
    council: Council
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    partner_ids: frozenset[int]

    def may(self, permission: Permission) -> bool:
        """Say whether the person holds `permission` here."""
        return permission in self.permissions

    @property
    def limited_to_partners(self) -> bool:
        """Say whether the person sees only what their delivery partner delivers."""
        return self.roles == frozenset({Role.PARTNER})

    @property
    def role_words(self) -> str:
        """Return the person's roles as a page's header shows them."""
        return ", ".join(role.words for role in sorted(self.roles, key=list(Role).index))


class CouncilRequest(HttpRequest):
    """A request that the middleware has let through to a council's page (for annotations)."""

    access: Access
    council: Council
    user: User


def _declare(view: View, rule: Rule) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Declare that anyone may call the route."""
    return _declare(view, Rule(Audience.PUBLIC))


def signed_in(view: View) -> View:
    """Declare that anyone who has signed in may call the route."""
    return _declare(view, Rule(Audience.SIGNED_IN))


def system(view: View) -> View:
    """Declare that only system administrators may call the route."""
    return _declare(view, Rule(Audience.SYSTEM))


def council_page(permission: Permission) -> Callable[[View], View]:
    """Declare a route under /c/<council>/ for those who hold `permission` in that council."""

    def declare(view: View) -> View:
        return _declare(view, Rule(Audience.COUNCIL, permission))

    return declare
