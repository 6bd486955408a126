"""Which column of a table is which field of a list (pure).

In this order: what a person said of this file; what people said of a list with these headings;
the words of the heading, exactly or nearly; what stands in the cells. Never where a column
stands. What is known to be personal, and what nothing in the register asks for, is left out, and
each column says why.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from uploads import further, headings
from uploads.columns import IGNORED, WEEK, Column, Heading, ListKind
from uploads.contents import Contents, knows_its_shape, knows_only_its_shape
from uploads.known_words import KnownWords
from uploads.parsing.days import week_ending
from uploads.week_headings import WeekColumn

NO_CELLS = "Nothing stands in its cells. Colours are not read."
WEEK_ENDS = ": each of its days is read as the last of a week."
NOT_BY_WEEK = "It is one week: this list has no hours by week."
NOT_ASKED_FOR = "Nothing here asks for it."
_LEFT_OUT_BY_YOU = "You left it out."
# As a heading these name no reference when the cells count 1, 2, 3: sorted another way, the rows
# would be other enterprises.
_COUNTERS = frozenset({"", "number", "row", "row number", "line", "line number", "item", "sn"})


@dataclass(frozen=True, slots=True)
class Told:
    """What people said of the columns: of this file by column, of earlier lists by heading.

    `surely` tells whether the earlier list had just these headings.
    """

    answers: Mapping[int, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    surely: bool = True


@dataclass(frozen=True, slots=True)
class _Claim:
    """A column that may be a field; of two, the one with the higher strength is."""

    strength: Fraction
    rank: int
    column: int
    field: str
    certain: bool
    why: str


def headings_of(
    known: KnownWords, columns: Sequence[Contents], weeks: Mapping[int, WeekColumn], told: Told
) -> tuple[Heading, ...]:
    """Return how each column is understood if the table is a list of this kind."""
    kind = known.kind
    doubles = _of_other_things(known, columns, weeks)
    named = {exact[2] for one in columns if (exact := known.exactly(one.text))}
    found: dict[int, Heading] = {}
    by_column = {one.column: one for one in columns}
    for one in columns:
        heading = (
            _answered(kind, one, told)
            or _week(known, one, weeks, doubles)
            or _recalled(known, one, told, named)
            or _counter(one)
        )
        if heading is not None:
            found[one.column] = heading
    _drop_doubles(found, told)
    wide = any(heading.field == WEEK for heading in found.values())
    open_ = [one for one in columns if one.column not in found]
    taken = {heading.field for heading in found.values()} - {IGNORED, WEEK}
    if wide and kind.weeks is not None:
        taken |= {kind.weeks.field, "week"}
    claims = sorted(
        (claim for one in open_ for claim in _claims(known, one)),
        key=lambda claim: (-claim.strength, claim.rank, claim.column),
    )
    winners: dict[str, _Claim] = {}
    for claim in claims:
        if claim.column in found or claim.field in taken or claim.field in winners:
            continue
        winners[claim.field] = claim
        found[claim.column] = _as_claimed(kind, by_column[claim.column], claim)
    for one in open_:
        if one.column not in found:
            found[one.column] = _left_out(known, one, claims, winners, by_column)
    _better_by_contents(kind, [by_column[claim.column] for claim in winners.values()], found)
    _by_contents(known, open_, found)
    free = [one for one in open_ if _is_free(known, one, found[one.column])]
    further.ask(kind, free, found)
    return tuple(found[column] for column in sorted(found))


def _answered(kind: ListKind, one: Contents, told: Told) -> Heading | None:
    answer = told.answers.get(one.column)
    if answer is None:
        return None
    if answer == IGNORED:
        return Heading(one.column, one.text, IGNORED, True, _LEFT_OUT_BY_YOU)
    if kind.column(answer) is None:
        return None
    return Heading(one.column, one.text, answer, True, "You said so.", samples=one.samples)


def _recalled(
    known: KnownWords, one: Contents, told: Told, named: Collection[str]
) -> Heading | None:
    """What was said of such a heading before; of another list only where it makes nothing doubtful:
    for a heading that means nothing by itself and a field that no heading here names."""
    field_ = told.remembered.get(headings.normalised(one.text)) if one.text else None
    if field_ is None or (field_ != IGNORED and known.kind.column(field_) is None):
        return None
    if told.surely:
        samples = () if field_ == IGNORED else one.samples
        return Heading(one.column, one.text, field_, True, "As you said last time.", None, samples)
    if field_ == IGNORED or field_ in named or known.is_known(one.text):
        return None
    why = "As you said of another list."
    return Heading(one.column, one.text, field_, False, why, samples=one.samples)


def _week(
    known: KnownWords, one: Contents, weeks: Mapping[int, WeekColumn], doubles: Collection[int]
) -> Heading | None:
    week = weeks.get(one.column)
    if week is None:
        return None
    if week.is_month or known.kind.weeks is None:
        why = week.why if week.is_month else NOT_BY_WEEK
        return Heading(one.column, one.text, IGNORED, True, why)
    if one.column in doubles:
        return Heading(one.column, one.text, IGNORED, True, "It counts something else by week.")
    return Heading(one.column, one.text, WEEK, week.certain, week.why, week.week, one.samples)


def _of_other_things(
    known: KnownWords, columns: Sequence[Contents], weeks: Mapping[int, WeekColumn]
) -> set[int]:
    """Where a sheet has its weeks twice, under "Hours" and under "Clients", those that stand
    under other words than the figure's own."""
    seen = Counter(week.week for week in weeks.values())
    twice = [
        one
        for one in columns
        if (week := weeks.get(one.column)) and week.week is not None and seen[week.week] > 1
    ]
    field_ = known.kind.weeks.field if known.kind.weeks is not None else ""
    ours = {one.column for one in twice if known.names(one.label, field_)}
    return {one.column for one in twice} - ours if ours else set()


def _counter(one: Contents) -> Heading | None:
    lowest = one.label.texts[-1] if one.label is not None else ""
    if headings.normalised(lowest) not in _COUNTERS or not one.numbers_rows:
        return None
    return Heading(one.column, one.text, IGNORED, True, "It only numbers the rows.")


def _drop_doubles(found: dict[int, Heading], told: Told) -> None:
    """One field has one column: what was said of this file wins, else the first."""
    order = sorted(found, key=lambda column: (column not in told.answers, column))
    seen: set[str] = set()
    for column in order:
        heading = found[column]
        if heading.field in (IGNORED, WEEK):
            continue
        if heading.field in seen:
            why = "Another column was chosen for this."
            found[column] = replace(heading, field=IGNORED, why=why)
        seen.add(heading.field)


def _claims(known: KnownWords, one: Contents) -> list[_Claim]:
    """The fields that a column may be by its heading, the likely ones."""
    if one.label is None:
        return []
    exact = known.exactly(one.text)
    if exact is not None:
        strength, rank, field_ = exact
        return [_Claim(strength, rank, one.column, field_, True, "Its heading says so.")]
    if known.purpose(one.text) is not None:
        return []
    found = []
    for place, text in enumerate(one.label.texts):
        part = known.exactly(text) if place else None
        if part is not None and _fits(known.kind, part[2], one):
            why = "The last line of its heading says so."
            strength = part[0] * Fraction(9, 10)
            found.append(_Claim(strength, part[1], one.column, part[2], True, why))
        maybe = known.perhaps(text)
        if maybe is not None and _fits(known.kind, maybe, one):
            why = f"Its heading may mean “{_column(known.kind, maybe).heading}”."
            found.append(_Claim(Fraction(7, 10), 0, one.column, maybe, False, why))
    for column in known.kind.columns:
        alike = headings.nearest(one.text, (column.heading, *column.synonyms))
        if alike >= headings.POSSIBLE and one.cells and _fits(known.kind, column.field, one):
            certain = alike >= headings.CERTAIN
            why = f"Its heading {'is like' if certain else 'may mean'} “{column.heading}”."
            found.append(_Claim(alike * Fraction(8, 10), 0, one.column, column.field, certain, why))
    return found


def _fits(kind: ListKind, field_: str, one: Contents) -> bool:
    """Say whether what stands in a column can be what its heading only nearly says."""
    column = kind.column(field_)
    if column is None or not one.cells:
        return False
    parse = column.parser(one.text)
    return one.share_read(parse) >= 50 and (knows_its_shape(parse) or one.is_words)


def _as_claimed(kind: ListKind, one: Contents, claim: _Claim) -> Heading:
    column = _column(kind, claim.field)
    if one.speaks_against(column.parser(one.text)):
        why = f"Its heading may mean “{column.heading}”, but none of its cells is one known here."
        return Heading(one.column, one.text, IGNORED, False, why, samples=one.samples)
    ends = column.parser(one.text) is week_ending
    said = f"{claim.why.rstrip('.')}{WEEK_ENDS}" if ends else claim.why
    why = said if one.count else NO_CELLS
    certain = claim.certain or not one.count
    return Heading(one.column, one.text, claim.field, certain, why, samples=one.samples)


def _left_out(
    known: KnownWords,
    one: Contents,
    claims: Sequence[_Claim],
    winners: Mapping[str, _Claim],
    by_column: Mapping[int, Contents],
) -> Heading:
    """A column that is no field: why, and whether a person should look. Only then are its cells
    shown: whatever else they hold is none of ours."""
    purpose = known.purpose(one.text)
    if purpose is not None:
        return Heading(one.column, one.text, IGNORED, True, purpose)
    if one.is_contacts:
        return Heading(one.column, one.text, IGNORED, True, "Its cells are contact details.")
    if not one.count:
        why = NO_CELLS
        return Heading(one.column, one.text, IGNORED, True, why)
    lost = next((claim for claim in claims if claim.column == one.column), None)
    if lost is not None and lost.field in winners:
        winner = by_column[winners[lost.field].column]
        same = headings.normalised(winner.text) == headings.normalised(one.text)
        name = _column(known.kind, lost.field).heading
        why = f"Another column, “{winner.text}”, is taken as “{name}”."
        samples = one.samples if same else ()
        return Heading(one.column, one.text, IGNORED, not same, why, samples=samples)
    if headings.speaks_of_a_count(one.text):
        why = "It is a total or a number of things, which is not kept."
    elif one.text:
        why = NOT_ASKED_FOR
    else:
        why = "It has no heading."
    return Heading(one.column, one.text, IGNORED, True, why)


def _better_by_contents(
    kind: ListKind, claimed: Sequence[Contents], found: dict[int, Heading]
) -> None:
    """Where a heading names a field of any words, and its cells are all among the choices of
    another that no column gives ("What happened": Open, Closed), take it for that, and ask."""
    have = {heading.field for heading in found.values()}
    for column in kind.columns:
        if column.field in have or not column.choices:
            continue
        for one in claimed:
            heading = found[one.column]
            if heading.field == IGNORED or one.count < 3 or len(one.cells) < 2:
                continue
            mine = _column(kind, heading.field)
            needed = any(mine.field in fields for fields in kind.needs)
            if needed or knows_its_shape(mine.parse) or one.share_read(column.parse) < 100:
                continue
            why = f"Its cells look like “{column.heading}”, its heading like “{mine.heading}”."
            found[one.column] = Heading(
                one.column, one.text, column.field, False, why, samples=one.samples
            )
            have.add(column.field)
            break


def _by_contents(known: KnownWords, open_: Sequence[Contents], found: dict[int, Heading]) -> None:
    """Find by their cells the columns that are needed and missing, and those of a shape of their
    own; a person is always asked."""
    kind = known.kind
    have = {heading.field for heading in found.values()}
    needs = min(kind.needs, key=lambda fields: len(fields - have), default=frozenset())
    # Those of a shape of their own first: postcodes can look like names, not names like them.
    shapely = [c for c in kind.columns if c.field not in have and knows_only_its_shape(c.parse)]
    wanted = [*shapely, *(c for c in kind.columns if c.field in needs - have and c not in shapely)]
    for column in wanted:
        free = [one for one in open_ if _is_free(known, one, found[one.column])]
        shaped = knows_its_shape(column.parse)
        fitting = [
            one
            for one in free
            if (one.share_read(column.parse) >= _share(column) if shaped else one.looks_like_names)
            and one.count >= (2 if column.field in needs else 3)
        ]
        bare = [one for one in fitting if not one.text]
        fitting = bare if len(bare) == 1 else fitting
        if len(fitting) == 1:
            one = fitting[0]
            why = f"Its cells look like “{column.heading}”."
            found[one.column] = Heading(
                one.column, one.text, column.field, False, why, samples=one.samples
            )


def _share(column: Column) -> int:
    """How many of a hundred cells must be read: no list of choices has all that people write."""
    return 50 if column.choices else 80


def _is_free(known: KnownWords, one: Contents, heading: Heading) -> bool:
    left_out = heading.field == IGNORED and heading.certain and one.count > 0
    return (
        left_out
        and known.purpose(one.text) is None
        and not one.is_contacts
        and not headings.speaks_of_a_count(one.text)
        and not headings.speaks_of_another_time(one.text)
    )


def _column(kind: ListKind, field_: str) -> Column:
    column = kind.column(field_)
    if column is None:
        raise LookupError(f"{kind.code} has no {field_}")
    return column
