"""Blank templates: the enterprises that are known, and the weeks of a quarter."""

from enterprises.importers import snapshot
from enterprises.importers.snapshot import EnterpriseRow
from enterprises.rollup import STAGES
from programmes.models import Programme
from programmes.quarters import Quarter
from uploads.importing import Blank

# Lists that begin with the enterprises of the register, and the one that has weeks.
_OF_ENTERPRISES = frozenset({"enterprises", "hours", "typical"})
_OF_WEEKS = "hours"


def blank(programme: Programme, kind: str, quarter: int) -> Blank:
    """Return what a template begins with. A quarter that the programme does not have gives no
    weeks and every enterprise."""
    found = programme.quarter(quarter)
    rows: tuple[dict[str, str], ...] = ()
    if kind in _OF_ENTERPRISES:
        known = sorted(
            snapshot.enterprises(programme).values(), key=lambda one: one.name.casefold()
        )
        rows = tuple(
            {"reference": one.reference, "name": one.name, "postcode": one.postcode}
            for one in known
            if not _had_closed(one, found)
        )
    return Blank(
        rows=rows,
        weeks=found.weeks if found is not None and kind == _OF_WEEKS else (),
        period=found.full_label if found is not None else "",
    )


def _had_closed(one: EnterpriseRow, quarter: Quarter | None) -> bool:
    """Say whether an enterprise had closed before the quarter began, and not begun again."""
    if quarter is None:
        return False
    dated = [(row.on, STAGES.index(row.stage)) for row in one.stages if row.on is not None]
    if not dated:
        return False
    on, place = max(dated)
    return STAGES[place] == "closed" and on < quarter.start
