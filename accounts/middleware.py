"""The wall: no view runs before its declared rule has been met."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import Access, Audience, Rule
from accounts.logs import route_of, told
from accounts.models import Council, Membership, User
from accounts.roles import Role, permissions_of

log = logging.getLogger(__name__)


def access_to(user: User, slug: str) -> Access | None:
    """Return what `user` is to the council named `slug`; None for a stranger.

    One query, so that a page's cost does not grow with roles.
    """
    memberships = list(
        Membership.unscoped.filter(user=user, council__slug=slug).select_related("council")
    )
    if not memberships:
        return None
    roles = frozenset(Role(membership.role) for membership in memberships)
    return Access(
        user=user,
        council=memberships[0].council,
        roles=roles,
        permissions=permissions_of(roles),
        partner_ids=frozenset(m.partner_id for m in memberships if m.partner_id is not None),
    )


class AccessMiddleware:
    """Enforce each route's declared rule.

    A stranger to a council is told that the page does not exist, whether or not it does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Let the request through, send it to sign in, or refuse it."""
        rule: Rule | None = getattr(view, "access_rule", None)
        if rule is None:
            raise ImproperlyConfigured(f"The route of {view!r} declares no access rule.")
        if rule.audience is Audience.PUBLIC:
            return None
        user = request.user
        if not isinstance(user, User) or not user.is_active:
            return _to_sign_in(request)
        if rule.audience is Audience.SIGNED_IN:
            return None
        if rule.audience is Audience.SYSTEM:
            if not user.is_system_administrator:
                raise Http404
            return None
        self._enter_council(request, user, rule, kwargs)
        return None

    def _enter_council(
        self, request: HttpRequest, user: User, rule: Rule, kwargs: Mapping[str, Any]
    ) -> None:
        access = access_to(user, kwargs["council"])
        if access is None:
            log.warning(
                "refused: user %s is a stranger to the council of %s", user.pk, route_of(request)
            )
            told(request)
            raise Http404
        if rule.permission is None or not access.may(rule.permission):
            log.warning(
                "refused: user %s may not %s in %s, at %s",
                *(user.pk, rule.permission, access.council.slug, route_of(request)),
            )
            told(request)
            raise PermissionDenied
        request.access = access  # type: ignore[attr-defined]
        request.council = access.council  # type: ignore[attr-defined]


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a person to sign in and then back; say it where something they sent was not saved.

    Who sent a form comes back to the page it stood on, as some addresses take forms only.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    page = urlsplit(request.headers.get("Referer", ""))
    here = page.netloc == request.get_host()
    back = urlunsplit(("", "", page.path, page.query, "")) if here else request.get_full_path()
    answer = redirect_to_login(back)
    answer["Location"] += "&unsaved=1"
    return answer


def council_of(request: HttpRequest) -> Council | None:
    """Return the council whose page this is, or None on a page of no council."""
    return getattr(request, "council", None)
