"""Where a request comes from, as far as that can be believed."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's IP address.

    Behind the proxy it is the last entry of X-Forwarded-For, the one which the proxy wrote; the
    entries before it are the visitor's own claims. Without a proxy the header is all claims.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        return (forwarded or peer)[:45]
    return peer[:45]
