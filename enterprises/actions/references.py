"""References, which a council gives out once each."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from enterprises.models import Enquiry, Enterprise


def save_with_reference(thing: Enterprise | Enquiry) -> None:
    """Save it, or raise ValidationError where its reference is another's.

    The database decides: two people may choose one reference at the same moment.
    """
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as refusal:
        others = type(thing).objects.for_council(thing.council).exclude(pk=thing.pk)
        if not thing.reference or not others.filter(reference=thing.reference).exists():
            raise
        message = f"The reference {thing.reference} is in use. Enter another one"
        raise ValidationError({"reference": message}) from refusal
