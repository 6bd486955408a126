"""The one documented signal: a programme's figures must be worked out again.

Sent inside the transaction of the change, with `programme` and `cause` (a few words). Its
receivers do nothing but insert jobs; an error in one undoes the change itself, so a change is
never saved without the work it calls for.
"""

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal

from programmes.models import Programme

figures_changed = Signal()


def announce(programme: Programme, *, cause: str) -> None:
    """Count the change and tell the receivers.

    Raises RuntimeError outside a transaction: the count could then be saved without the change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A change of figures must be announced in its own transaction.")
    Programme.unscoped.filter(pk=programme.pk).update(input_version=F("input_version") + 1)
    programme.refresh_from_db(fields=["input_version"])
    figures_changed.send(sender=Programme, programme=programme, cause=cause)
