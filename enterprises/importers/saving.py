"""Putting confirmed changes into the register: all of them, or none."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection, models, transaction

from accounts import bulk
from accounts.models import User
from enterprises.actions import rollups
from enterprises.importers import (
    saving_enquiries,
    saving_enterprises,
    saving_hours,
    saving_typical,
)
from enterprises.importers.deed import Deed, reasons_of
from enterprises.importers.snapshot import vocabulary
from enterprises.importers.touched import ENQUIRY, ENTERPRISE, TYPICAL, WEEK
from enterprises.models import Enquiry, Enterprise, TypicalWeek
from uploads.importing import RegisterMoved, StoredChanges
from uploads.models import Upload

_NUMBERED: Mapping[str, type[models.Model]] = {
    ENTERPRISE: Enterprise,
    TYPICAL: TypicalWeek,
    ENQUIRY: Enquiry,
}


def numbers(what: str, count: int) -> Sequence[int]:
    """Return so many new numbers for things of this kind; weeks have none of their own."""
    model = _NUMBERED.get(what)
    return bulk.next_ids(model, count) if model else ()


def save(upload: Upload, changes: StoredChanges, by: User) -> None:
    """Do all the changes, or raise RegisterMoved and do none; called in a transaction.

    The queries are as many for each few thousand rows.
    """
    try:
        with transaction.atomic():
            _save(upload, changes, by)
    except IntegrityError as refusal:
        # At this very moment a reference was given out in another programme of the council, or
        # something was removed that the rows refer to.
        raise RegisterMoved("the register changed while it was being saved") from refusal


def _save(upload: Upload, changes: StoredChanges, by: User) -> None:
    programme = rollups.lock(upload.programme)
    deed = Deed(upload, programme, by, vocabulary(programme), reasons=reasons_of(upload))
    whats = changes.whats()
    if ENQUIRY in whats:
        # Before anything else is held: who changes an enquiry holds it first, then its enterprise.
        saving_enquiries.lock(deed)
    # In this order: what comes later may be of an enterprise that the same file adds.
    if ENTERPRISE in whats:
        saving_enterprises.save(deed, changes)
    if TYPICAL in whats:
        saving_typical.save(deed, changes)
    if WEEK in whats:
        saving_hours.save(deed, changes.of(WEEK))
    if ENQUIRY in whats:
        saving_enquiries.save(deed, changes.of(ENQUIRY))
    deed.finish()
    if connection.vendor == "postgresql":
        # What the rows refer to is looked for now, and not when all is thought to be saved.
        connection.check_constraints()
