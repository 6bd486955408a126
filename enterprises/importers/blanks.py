"""Blank templates: the enterprises and hours that are known, and the weeks of a quarter."""

from collections import defaultdict
from decimal import Decimal

from enterprises.importers import snapshot
from enterprises.importers.snapshot import EnterpriseRow
from enterprises.models import HUNDREDTHS, Payer
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
        hours = _hours(programme, found) if found is not None and kind == _OF_WEEKS else {}
        rows = tuple(
            {"reference": one.reference, "name": one.name, "postcode": one.postcode} | given
            for one in known
            if not _had_closed(one, found)
            for given in hours.get(one.number, [{}])
        )
    return Blank(
        rows=rows,
        weeks=found.weeks if found is not None and kind == _OF_WEEKS else (),
        period=found.full_label if found is not None else "",
    )


def _hours(programme: Programme, quarter: Quarter) -> dict[int, list[dict[str, str]]]:
    """Return the hours that are recorded in a quarter, by enterprise: a row for each kind of help
    and payer, as an upload of it takes them, so that one sent back unchanged changes nothing."""
    vocabulary = snapshot.vocabulary(programme)
    found: dict[int, dict[tuple[int, str], dict[str, str]]] = defaultdict(dict)
    recorded = snapshot.lines(programme, quarter.weeks[0], quarter.weeks[-1])
    for (enterprise, week), lines in sorted(recorded.items()):
        for line in lines:
            kind = line.service_type, line.payer
            row = found[enterprise].setdefault(
                kind,
                {
                    "service_type": vocabulary.kind_names[line.service_type]
                    if line.service_type != vocabulary.not_recorded
                    else "",
                    "payer": str(Payer(line.payer).label) if line.payer != Payer.UNKNOWN else "",
                },
            )
            row[week.isoformat()] = str(Decimal(line.hundredths) / HUNDREDTHS)
    return {enterprise: list(rows.values()) for enterprise, rows in found.items()}


def _had_closed(one: EnterpriseRow, quarter: Quarter | None) -> bool:
    """Say whether an enterprise had closed before the quarter began, and not begun again."""
    if quarter is None:
        return False
    dated = [(row.on, STAGES.index(row.stage)) for row in one.stages if row.on is not None]
    if not dated:
        return False
    on, place = max(dated)
    return STAGES[place] == "closed" and on < quarter.start
