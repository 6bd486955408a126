"""From when the usual hours of a list of enterprises count: such a list does not say it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from enterprises import rollup
from enterprises.importers.typical_beside import Given
from enterprises.importers.work import Work, confirm, note
from enterprises.words import day_words, hours_words
from uploads.problems import MOST_NOTED_CELLS, of_cells

FROM_WHEN = note(
    "enterprises.typical_from",
    "The list does not say from when these hours of a usual week hold. They will count from the "
    "week in which the enterprise began to trade, or from this week where the register has other "
    "ones, until other hours are recorded",
    "Upload a list of typical weeks where they hold from another week on",
)
INTO_APPROVED = confirm(
    "enterprises.typical_into_approved",
    "The list does not say from when these hours of a usual week hold. They will count from the "
    "week in which the enterprise began to trade until other hours are recorded, also in quarters "
    "whose return is approved. The return keeps its figure, and the register will have another",
    "Tell us why they held all that time. If they did not, leave the column out under “Sheets and "
    "columns” and upload a list of typical weeks, which says from when each holds",
)


def say_from_when(work: Work, usual: Iterable[Given], approved: Collection[int]) -> None:
    """Say from when usual hours will count, and until when; where that is in quarters whose return
    is approved (by their numbers) too, a person says why that is right."""
    weeks = [
        week for quarter in work.quarters if quarter.number in approved for week in quarter.weeks
    ]
    noted = []
    for one in usual:
        reached = [week for week in weeks if week >= one.valid_from]
        if not reached or not rollup.weeks_traded(rollup.trading_spans(one.target.steps), reached):
            noted.append(one)
            continue
        work.found.say(INTO_APPROVED, one.row, one.field, about=_about(one))
    for sheet, mine in _by_sheet(noted).items():
        if len(mine) > MOST_NOTED_CELLS:
            # A note on so many cells is about the column.
            words = of_cells(FROM_WHEN.message, len(mine))
            column = mine[0].row.places.get(mine[0].field, -1)
            work.found.report(replace(FROM_WHEN, message=words), sheet=sheet, column=column)
            continue
        for one in mine:
            work.found.say(FROM_WHEN, one.row, one.field, about=_about(one))


def _by_sheet(usual: Iterable[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = defaultdict(list)
    for one in usual:
        found[one.row.sheet].append(one)
    return found


def _about(one: Given) -> str:
    hours, since = hours_words(one.hundredths), day_words(one.valid_from)
    return f"{one.target.name}: {hours} hours a week from {since}"
