"""Slows down the guessing of passwords, without locking out the person whose it is.

Failures are counted by address and place, and by place alone, in the database: several web
processes must count together, and the demonstration has no other store. A person who signs in
from elsewhere is not held up by somebody who guesses at their account.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import SignInFailure

WINDOW = timedelta(minutes=15)
MOST_FOR_ADDRESS = 10
MOST_FROM_PLACE = 30
# Links that set a password, to one address; whoever asks, wherever from.
MOST_LETTERS = 3


def _digest(address: str) -> str:
    known = address.strip().lower()
    return salted_hmac("accounts.throttle", known, algorithm="sha256").hexdigest()


def begin(address: str, ip: str) -> bool:
    """Count an attempt to sign in before it is looked at; False where there were too many.

    Counting first means that many attempts at the same moment do not pass each other by. A
    refused attempt is not counted, so the wait ends although somebody goes on trying.
    """
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - WINDOW).delete()
    attempt = SignInFailure.objects.create(address_digest=_digest(address), ip=ip)
    recent = SignInFailure.objects.filter(ip=ip, at__gte=now - WINDOW)
    for_address = recent.filter(address_digest=attempt.address_digest).count()
    if for_address > MOST_FOR_ADDRESS or recent.count() > MOST_FROM_PLACE:
        attempt.delete()
        return False
    return True


def may_send_link(address: str, ip: str) -> bool:
    """Count a request for a link that sets a password; False where there were too many.

    Nobody shall be able to fill another person's mailbox. Counted for every address alike, so
    that nothing tells which ones have an account.
    """
    now = timezone.now()
    SignInFailure.objects.filter(at__lt=now - WINDOW).delete()
    asked = SignInFailure.objects.create(address_digest=_digest(f"link to {address}"), ip=ip)
    recent = SignInFailure.objects.filter(at__gte=now - WINDOW)
    to_address = recent.filter(address_digest=asked.address_digest).count()
    if to_address > MOST_LETTERS or recent.filter(ip=ip).count() > MOST_FROM_PLACE:
        asked.delete()
        return False
    return True


def succeeded(address: str, ip: str) -> None:
    """Forget the failures of an address from a place where its owner has now signed in."""
    SignInFailure.objects.filter(address_digest=_digest(address), ip=ip).delete()
