"""Putting confirmed changes into the register: all of them, or none."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import IntegrityError, connection, transaction

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
from uploads.importing import RegisterMoved, StoredChange
from uploads.models import Upload

# In this order: what comes later may be of an enterprise that the same file adds.
STEPS = (
    ("enterprise", saving_enterprises.save),
    ("typical", saving_typical.save),
    ("week", saving_hours.save),
    ("enquiry", saving_enquiries.save),
)


def save(upload: Upload, changes: Sequence[StoredChange], by: User) -> None:
    """Do all the changes, or raise RegisterMoved and do none; called in a transaction.

    Whatever the number of rows, the queries are as many.
    """
    try:
        with transaction.atomic():
            _save(upload, changes, by)
    except IntegrityError as refusal:
        # At this very moment a reference was given out in another programme of the council, or
        # something was removed that the rows refer to.
        raise RegisterMoved("the register changed while it was being saved") from refusal


def _save(upload: Upload, changes: Sequence[StoredChange], by: User) -> None:
    programme = rollups.lock(upload.programme)
    deed = Deed(upload, programme, by, vocabulary(programme), reasons=reasons_of(upload))
    by_what: dict[str, list[StoredChange]] = defaultdict(list)
    for change in changes:
        by_what[change.what].append(change)
    if by_what["enquiry"]:
        # Before anything else is held: who changes an enquiry holds it first, then its enterprise.
        saving_enquiries.lock(deed)
    for what, step in STEPS:
        if by_what[what]:
            step(deed, by_what[what])
    deed.finish()
    if connection.vendor == "postgresql":
        # What the rows refer to is looked for now, and not when all is thought to be saved.
        connection.check_constraints()
