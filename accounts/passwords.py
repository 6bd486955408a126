"""Links with which a person chooses a password, and passwords made up for the demonstration."""

import secrets

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import User

# Spoken easily and mistaken for nothing else: no l, no o beside 0.
_CONSONANTS = "bdfghjkmnprstvz"
_VOWELS = "aeiu"
_WORDS = 5
_SYLLABLES = 2


def site_address() -> str:
    """Return the site's own address as it is known without a request."""
    if settings.DEMONSTRATION:
        return f"http://127.0.0.1:{settings.PORT}"
    return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"


def link_for(user: User, site: str) -> str:
    """Return a link with which `user` chooses a password; it works once, for 24 hours."""
    return site + reverse(
        "password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )


def made_up() -> str:
    """Return a new password of five short words that can be typed from a screen (59 bits)."""
    return "-".join(
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))
        for _ in range(_WORDS)
    )
