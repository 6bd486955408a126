"""Delivery partners, found by name or added."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.events import record
from accounts.models import Council, DeliveryPartner, User


@transaction.atomic
def named(*, council: Council, by: User, name: str) -> DeliveryPartner | None:
    """Return the council's partner of this name, added if there is none; None for a blank.

    Capital letters and spaces around it do not make another partner.
    """
    name = " ".join(name.split())
    if not name:
        return None
    # no_key: whoever holds a programme may still add rows that merely name the council.
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    found: DeliveryPartner | None = (
        DeliveryPartner.objects.for_council(council).filter(name__iexact=name).first()
    )
    if found is not None:
        return found
    partner = DeliveryPartner(council=council, name=name)
    try:
        partner.full_clean(exclude=["council"])
    except ValidationError as problem:
        raise ValidationError({"partner": problem.messages}) from problem
    partner.save()
    record(verb="partner.added", obj=partner, by=by, council=council, after={"name": name})
    return partner
