"""What a page sent, for forms whose boxes depend on what the latest check found."""

from collections.abc import Mapping
from typing import Any


def completed(data: Any, initial: Mapping[str, Any]) -> Any:
    """Return what was sent, with what they hold at first for boxes that were not on the page.

    A file may be checked again between showing a page and sending it: a box that the person never
    saw was not emptied by them. None stays None.
    """
    if data is None:
        return None
    whole = data.copy()
    for name, value in initial.items():
        if name not in whole:
            whole[name] = "" if value is None else str(value)
    return whole
