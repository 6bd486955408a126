"""Hours by week that stand beside another list in one sheet, and are read as a list of their own
(pure)."""

from collections.abc import Iterable

from uploads.cells import column_letters
from uploads.columns import ListKind, SheetReading
from uploads.fields import NOT_BY_WEEK


def weeks_beside(readings: Iterable[SheetReading]) -> list[str]:
    """Return where such hours stand, in words: "columns I to K of sheet “Tracker”". One column
    alone may be anything."""
    found = []
    for reading in readings:
        letters = [column_letters(h.column) for h in reading.headings if h.why == NOT_BY_WEEK]
        if reading.kind and len(letters) > 1:
            found.append(f"columns {letters[0]} to {letters[-1]} of sheet “{reading.sheet}”")
    return found


def kind_by_week(kinds: Iterable[ListKind]) -> str:
    """Return the code of the kind of list that has a column for each week; "" without one."""
    return next((kind.code for kind in kinds if kind.weeks is not None), "")
