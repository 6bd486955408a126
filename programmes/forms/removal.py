"""The form of a page that removes something: a button."""

from config.forms import GdsForm


class RemovalForm(GdsForm):
    """Nothing is asked; a refusal stands in its error summary."""
