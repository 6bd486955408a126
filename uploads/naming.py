"""How the audit trail names the upload that brought a change about, and how that is read (pure).

An event's reason begins with it: "Upload 12, sheet “Hours”, row 5. Three people work in it".
"""

import re

# Also for the databases, which know no more of regular expressions than this.
OF_UPLOAD = r"^Upload [0-9]+( undone)?(, sheet|\. |$)"
_NUMBER = re.compile(r"Upload ([0-9]{1,18})")


def named(upload: int, *, undone: bool = False) -> str:
    """Return how the reason of an event begins that an upload brought about, or taking it back."""
    return f"Upload {upload} undone" if undone else f"Upload {upload}"


def number_in(reason: str) -> int | None:
    """Return the upload that a reason begins with; None where it names none."""
    found = _NUMBER.match(reason) if re.match(OF_UPLOAD, reason) else None
    return int(found[1]) if found else None
