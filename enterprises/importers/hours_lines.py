"""The hours that lists give, as lines: whose, of which week, of which kind and payer, how many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from enterprises import plausible
from enterprises.importers.enterprise_checks import unknown_kind
from enterprises.importers.who import Target, Who, sayings
from enterprises.importers.work import Said, Work, fix, stop, unread
from enterprises.models import Payer, ServiceType
from enterprises.words import hours_words
from uploads.cells import shown
from uploads.rows import ReadList, Row

SAYINGS = sayings("hours", fields=("reference", "name", "postcode"), naming=("name", "reference"))
NO_WEEK = fix(
    "hours.no_week",
    "These hours have no week",
    "Enter the Monday on which the week begins",
)
NOT_MONDAY = fix("hours.not_monday", "A week begins on a Monday", "Enter the Monday of the week")
IMPOSSIBLE = "These hours cannot be"
# Each figure becomes a change that is kept: more than these would fill the worker's memory. Five
# years of five hundred enterprises are 130,000.
MOST_FIGURES = 150_000
TOO_MANY = stop(
    "hours.too_many",
    f"These lists hold more than {MOST_FIGURES:,} figures",
    "Upload the hours of fewer weeks at a time",
)
PAYERS = ", ".join(str(payer.label) for payer in Payer)

HOURS = "hours"

Kind = tuple[int, str]  # a kind of help (its id) and a payer


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a list. `field` is that of its cell: HOURS, or the week of a wide list."""

    target: Target
    week: date
    service_type: int
    payer: str
    hundredths: int
    row: Row
    field: str

    @property
    def column(self) -> int:
        """The column of its cell."""
        if self.field == HOURS:
            return self.row.places.get(HOURS, -1)
        return self.row.week_places.get(self.week, -1)

    @property
    def kind(self) -> Kind:
        """What tells it from other lines of its week."""
        return self.service_type, self.payer

    @property
    def value(self) -> str:
        """The figure as its cell shows it."""
        return shown(self.row.raw.get(self.field)) or hours_words(self.hundredths) or ""


@dataclass(slots=True)
class WeekOfLines:
    """All that the file gives for one enterprise's week. `wrong` says that something of it must
    be fixed first."""

    target: Target
    week: date
    lines: list[Line] = field(default_factory=list)
    wrong: bool = False

    @property
    def hundredths(self) -> int:
        """All its hours."""
        return sum(line.hundredths for line in self.lines)

    @property
    def largest(self) -> Line:
        """The line with most hours, at whose cell what is said of the week is shown."""
        return max(self.lines, key=lambda line: line.hundredths)


Weeks = list[WeekOfLines]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A cell with hours; None where it could not be read."""

    week: date
    hours: Decimal | None
    field: str


def collect(work: Work, lists: Iterable[ReadList], who: Who) -> Weeks:
    """Return the weeks that the lists give, each with its lines, in the order of the file."""
    weeks: dict[tuple[object, date], WeekOfLines] = {}
    for one in lists:
        for row in one.rows:
            figures = _figures(work, row)
            if not figures and HOURS not in row.values and not unread(row, HOURS):
                continue
            # All that is wrong with a row is said at once, also where nobody can tell whose it is.
            target = who.mean(row, "hours", SAYINGS)
            kind = kind_and_payer(work, row, "hours")
            given = [(figure, _hundredths(work, row, figure)) for figure in figures]
            if target is None:
                continue
            named = not any(unread(row, name) for name in SAYINGS.fields)
            owner = target.number or target.place
            for figure, hundredths in given:
                week = weeks.get((owner, figure.week))
                if week is None:
                    week = weeks[owner, figure.week] = WeekOfLines(target, figure.week)
                if kind is None or hundredths is None or not named:
                    # With one of its lines unknown, nothing can be said of the week.
                    week.wrong = True
                else:
                    week.lines.append(
                        Line(target, figure.week, *kind, hundredths, row, figure.field)
                    )
    return [week for week in weeks.values() if week.lines]


def are_too_many(lists: Iterable[ReadList]) -> bool:
    """Say whether lists hold more figures than are taken at once."""
    rows = (row for one in lists for row in one.rows)
    return sum(len(row.weeks) + (HOURS in row.values) for row in rows) > MOST_FIGURES


def by_enterprise(weeks: Iterable[WeekOfLines]) -> Mapping[object, Weeks]:
    """Return the weeks of each enterprise."""
    found: dict[object, Weeks] = defaultdict(list)
    for week in weeks:
        found[week.target.number or week.target.place].append(week)
    return found


def kind_and_payer(work: Work, row: Row, list_kind: str) -> Kind | None:
    """Return the kind of help and payer of a row; None where one of them is wrong."""
    if unread(row, "service_type") or unread(row, "payer"):
        return None
    code = row.values.get("service_type") or ServiceType.NOT_RECORDED
    kind = work.vocabulary.kinds.get(code)
    payer = row.values.get("payer") or Payer.UNKNOWN.value
    if kind is None:
        work.found.say(unknown_kind(work, list_kind), row, "service_type")
    if payer not in Payer.values:
        message = "Nobody of whom we know pays under this name"
        work.found.say(fix(f"{list_kind}.payer", message, f"Choose from: {PAYERS}"), row, "payer")
        return None
    return None if kind is None else (kind, payer)


def impossible(list_kind: str, problem: ValueError) -> Said:
    """Return what is said of hours that cannot be."""
    return fix(f"{list_kind}.impossible", IMPOSSIBLE, str(problem))


def _hundredths(work: Work, row: Row, figure: _Figure) -> int | None:
    """Return the hundredths of a cell; None, and it is said, where they cannot be."""
    if figure.hours is None:
        return None
    column = row.places.get(HOURS, -1) if figure.field == HOURS else row.week_places[figure.week]
    value = shown(row.raw.get(figure.field))
    if figure.week.weekday() != 0:
        work.found.report(
            NOT_MONDAY, sheet=row.sheet, number=row.number, column=column, value=value
        )
        return None
    try:
        return plausible.hundredths(figure.hours)
    except ValueError as problem:
        said = impossible("hours", problem)
        work.found.report(said, sheet=row.sheet, number=row.number, column=column, value=value)
        return None


def _figures(work: Work, row: Row) -> list[_Figure]:
    """Return the cells of a row that have hours, wide or long; blank ones are none."""
    figures = [
        _Figure(week, hours, week.isoformat())
        for week, hours in row.weeks.items()
        if hours is not None
    ]
    figures += [
        _Figure(week, None, week.isoformat())
        for week in row.week_places
        if row.faulty and week.isoformat() in row.faulty and week not in row.weeks
    ]
    hours = row.values.get(HOURS)
    if (hours is None and not unread(row, HOURS)) or unread(row, "week"):
        return figures
    week = row.values.get("week")
    if week is None:
        if hours is not None:
            work.found.say(NO_WEEK, row, "week")
        return figures
    return [*figures, _Figure(week, hours, HOURS)]
