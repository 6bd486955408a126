"""What forms say of a field: the words of its column, which are declared once."""

from enterprises.columns import declared


def label(kind: str, field: str, *, optional: bool = False) -> str:
    """Return the label of a field, as the heading of its column."""
    heading = declared(kind, field).heading
    return f"{heading} (optional)" if optional else heading


def hint(kind: str, field: str, *, like: str = "") -> str:
    """Return what helps with a field, with the example that fits the boxes of a form."""
    help_ = declared(kind, field).help
    return f"{help_.removesuffix('.')}, like {like}." if like else help_
