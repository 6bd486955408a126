"""What the register's actions say when they want a person to confirm something first."""

from programmes.actions.errors import Refused


class PerhapsTheSame(Refused):
    """An enterprise of this name and postcode is in the register already."""


class NeedsReason(Refused):
    """What was typed is possible but unlikely; saving it needs a reason."""
