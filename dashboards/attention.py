"""What needs somebody's attention, a few lines, the most pressing first (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dashboards.board import Board, MeasureStanding, ReturnStatus
from dashboards.measure_words import target_words, until
from dashboards.wording import counted, listed, quantity
from programmes import moved
from programmes.dates import day_words
from programmes.progress import Rag
from programmes.quarters import Quarter

MOST_NAMED = 3


class Kind(StrEnum):
    """What a line is about, which decides where it leads."""

    RETURN = "return"
    BASELINE = "baseline"
    MEASURE = "measure"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs attention: a status word with its meaning, and what is the matter.

    `quarter_number` is given where it is about the return of one quarter.
    """

    kind: Kind
    tag: str
    meaning: str
    text: str
    quarter_number: int | None = None


_STANDS = {
    ReturnStatus.NOT_STARTED: "it has not been started",
    ReturnStatus.DRAFT: "it is a draft",
    ReturnStatus.SUBMITTED: "it is submitted and waits for approval",
    ReturnStatus.SENT_BACK: "it has been sent back to be changed",
}


def matters(board: Board, standings: Sequence[MeasureStanding]) -> tuple[Matter, ...]:
    """Return what needs attention: returns, then measures off track and those of which that cannot
    be said, baselines and targets."""
    return (
        *_returns(board),
        *_moved_since(board),
        *_off_track(standings),
        *_not_judged(board, standings),
        *_baselines(board, standings),
        *_targets(standings),
    )


def return_standing(board: Board, quarter: Quarter) -> ReturnStatus:
    """Return where a quarter's return stands, counting an approved version first."""
    if board.approved(quarter.number):
        return ReturnStatus.APPROVED
    version = board.open_return(quarter.number)
    return version.status if version else ReturnStatus.NOT_STARTED


def _returns(board: Board) -> list[Matter]:
    ended = [quarter for quarter in board.quarters if quarter.end < board.today]
    unwritten = [quarter for quarter in ended if _is_unwritten_and_late(board, quarter)]
    together = len(unwritten) > MOST_NAMED - 1
    found = [_many_unwritten(board, unwritten)] if together else []
    for quarter in ended:
        standing = return_standing(board, quarter)
        if standing is not ReturnStatus.APPROVED:
            if not (together and quarter in unwritten):
                found.append(_waiting(board, quarter, standing))
        elif correction := board.open_return(quarter.number):
            text = (
                f"The approved return for {quarter.full_label} has been reopened as version "
                f"{correction.version}: {_STANDS[correction.status]}. "
                "The figures here are of the approved one."
            )
            found.append(Matter(Kind.RETURN, "Being corrected", "caution", text, quarter.number))
    return found


def _due(board: Board, quarter: Quarter) -> date:
    return quarter.end + timedelta(days=board.return_due_days)


def _is_unwritten_and_late(board: Board, quarter: Quarter) -> bool:
    return (
        return_standing(board, quarter) is ReturnStatus.NOT_STARTED
        and _due(board, quarter) < board.today
    )


def _waiting(board: Board, quarter: Quarter, standing: ReturnStatus) -> Matter:
    due = _due(board, quarter)
    late = due < board.today
    when = f"was due by {day_words(due)}" if late else f"is due by {day_words(due)}"
    text = f"The return for {quarter.full_label} {when}: {_STANDS[standing]}."
    tag, meaning = ("Overdue", "negative") if late else ("Due", "waiting")
    return Matter(Kind.RETURN, tag, meaning, text, quarter.number)


def _many_unwritten(board: Board, quarters: Sequence[Quarter]) -> Matter:
    """Say once of many returns what would be the same line of each."""
    first, last = quarters[0], quarters[-1]
    labels = [quarter.label for quarter in quarters]
    in_a_row = last.number - first.number == len(quarters) - 1
    which = f"{first.label} to {last.label}" if in_a_row else listed(labels)
    text = (
        f"{len(quarters)} returns have not been started: {which}. "
        f"The first was due by {day_words(_due(board, first))}."
    )
    return Matter(Kind.RETURN, "Overdue", "negative", text)


def _moved_since(board: Board) -> list[Matter]:
    """Say where the register has changed since a return was approved: its figures have not."""
    quarters = [quarter for quarter in board.quarters if board.moved.get(quarter.number)]
    if len(quarters) >= MOST_NAMED:
        labels = listed([quarter.label for quarter in quarters])
        everything = [one for quarter in quarters for one in board.moved[quarter.number]]
        text = (
            f"The register no longer says what the approved returns for {labels} say: "
            f"{moved.names(everything)}."
        )
        return [_moved(text)]
    return [
        _moved(
            f"The register has changed since the return for {quarter.full_label} was approved. "
            + " ".join(f"{one.in_words}." for one in board.moved[quarter.number]),
            quarter.number,
        )
        for quarter in quarters
    ]


def _moved(text: str, quarter_number: int | None = None) -> Matter:
    kept = "The figures here are still of what was approved."
    return Matter(Kind.RETURN, moved.DIFFERS, "caution", f"{text} {kept}", quarter_number)


def _off_track(standings: Sequence[MeasureStanding]) -> list[Matter]:
    found = []
    for rag, meaning in ((Rag.OFF_TRACK, "negative"), (Rag.AT_RISK, "caution")):
        names = [_against_expected(standing) for standing in standings if standing.rag is rag]
        if names:
            found.append(Matter(Kind.MEASURE, rag.value, meaning, f"{_named(names)}."))
    return found


def _against_expected(standing: MeasureStanding) -> str:
    unit = standing.measure.unit
    value, expected = quantity(standing.value, unit), quantity(standing.expected, unit)
    when = f" by {standing.value_quarter.label}" if standing.value_quarter else ""
    return f"{standing.measure.name} ({value}, where {expected} was expected{when})"


def _not_judged(board: Board, standings: Sequence[MeasureStanding]) -> list[Matter]:
    """Name what might be off track and nobody can say: figure and target without a measuring rod.

    Of a baseline that somebody is to establish, `_baselines` tells.
    """
    found = []
    for rag, why in (
        (Rag.BASELINE_TO_BE_SET, "no baseline is recorded to say what should be reached by now"),
        (Rag.NO_DATE, "the target has no date"),
    ):
        names = [
            f"{standing.measure.name} ({_value(standing)}; the target is "
            f"{target_words(standing.target, standing.measure, board)})"
            for standing in standings
            if standing.rag is rag and standing.value is not None and not _awaited(standing)
        ]
        if names:
            text = f"Neither on track nor off it, because {why}: {_named(names)}."
            found.append(Matter(Kind.MEASURE, "Not judged", "quiet", text))
    return found


def _value(standing: MeasureStanding) -> str:
    return f"{quantity(standing.value, standing.measure.unit)} {until(standing)}"


def _awaited(standing: MeasureStanding) -> bool:
    baseline = standing.measure.baseline
    return baseline is not None and baseline.state == "to_be_established"


def _baselines(board: Board, standings: Sequence[MeasureStanding]) -> list[Matter]:
    late: list[str] = []
    open_: list[str] = []
    blocked = set()
    for standing in standings:
        baseline = standing.measure.baseline
        if baseline is None or not _awaited(standing):
            continue
        overdue = baseline.due_by is not None and baseline.due_by < board.today
        due = f" (due by {day_words(baseline.due_by)})" if baseline.due_by else ""
        name = f"{standing.measure.name}{due}"
        (late if overdue else open_).append(name)
        if standing.rag is Rag.BASELINE_TO_BE_SET:
            blocked.add(name)
    return [
        Matter(
            Kind.BASELINE,
            tag,
            meaning,
            f"{_still(len(names), 'baseline')} to be established: {_named(names)}."
            f"{_until_then(names) if blocked.issuperset(names) else ''}",
        )
        for names, tag, meaning in (
            (late, "Baseline overdue", "caution"),
            (open_, "Baseline to be set", "quiet"),
        )
        if names
    ]


def _until_then(names: Sequence[str]) -> str:
    return f" Until then {'it is' if len(names) == 1 else 'they are'} not judged."


def _targets(standings: Sequence[MeasureStanding]) -> list[Matter]:
    names = [
        standing.measure.name
        for standing in standings
        if standing.target is not None and standing.rag is Rag.TARGET_TO_BE_AGREED
    ]
    if not names:
        return []
    text = f"{_still(len(names), 'target')} to be agreed: {_named(names)}."
    return [Matter(Kind.TARGET, "Target to be agreed", "quiet", text)]


def _named(names: Sequence[str]) -> str:
    """Name a few and count the rest: a board page is not a list of everything."""
    if len(names) <= MOST_NAMED:
        return "; ".join(names)
    rest = len(names) - MOST_NAMED + 1
    return f"{'; '.join(names[: MOST_NAMED - 1])}; and {rest} others"


def _still(count: int, noun: str) -> str:
    return f"{counted(count, noun)} {'is' if count == 1 else 'are'} still"
