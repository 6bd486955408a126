"""An enterprise as it is saved now, which may be that it is not there any more."""

from enterprises.models import Enterprise
from programmes.actions.errors import Gone


def as_saved(number: int, *, lock: bool = False) -> Enterprise:
    """Return the enterprise with this number as it is saved now; raise Gone where it is removed.

    With `lock` nobody can remove it, or name it in an enquiry, until the transaction ends.
    """
    enterprises = Enterprise.unscoped.select_related("council", "programme", "partner")
    if lock:
        enterprises = enterprises.select_for_update(of=("self",))
    found: Enterprise | None = enterprises.filter(pk=number).first()
    if found is None:
        raise Gone("This enterprise is not in the register any more.")
    return found
