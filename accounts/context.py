"""What every page's frame needs: whose page, in which role, and where one can go from here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts import navigation
from accounts.access import Access


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's values. Asks the database nothing: the middleware has asked.

    `programme` is what the view has put on the request, where it has.
    """
    access: Access | None = getattr(request, "access", None)
    council = access.council if access else None
    programme = getattr(request, "programme", None)
    return {
        "access": access,
        "council": council,
        "programme": programme,
        "membership_role": access.role_words if access else "",
        "navigation": navigation.of_council(request, access),
        "programme_navigation": navigation.of_programme(
            request, access, getattr(programme, "slug", "")
        ),
        "demonstration": settings.DEMONSTRATION or bool(council and council.is_demonstration),
        "mail_is_kept": settings.DEMONSTRATION and not settings.EMAIL_HOST,
        "app_version": settings.APP_VERSION,
    }
