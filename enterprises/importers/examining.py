"""From lists to an examination: what is wrong, what is asked, and what would change."""

from collections.abc import Sequence
from datetime import date

from enterprises.importers import (
    effects,
    enquiry_changes,
    enquiry_rows,
    enquiry_unsaid,
    enterprise_changes,
    enterprise_checks,
    enterprise_rows,
    hours_changes,
    hours_checks,
    hours_lines,
    newer,
    snapshot,
    typical_weeks,
    usual_hours,
    usual_of_new,
)
from enterprises.importers.enterprise_rows import Planned
from enterprises.importers.stage_plan import plan
from enterprises.importers.typical_beside import Given
from enterprises.importers.who import Who
from enterprises.importers.work import Place, Work, stop
from programmes.models import Programme
from uploads.answers import Answers
from uploads.importing import Examination
from uploads.rows import ReadList

NO_KINDS = stop(
    "register.no_kinds",
    "Your council has no kinds of help yet, and hours are recorded by kind of help",
    "Ask your administrator to set them up",
)


def examine(
    lists: Sequence[ReadList], programme: Programme, answers: Answers, today: date
) -> Examination:
    """Check the lists against one another and the register, and work out the changes.

    The number of queries depends on which kinds of list there are, not on how many rows.
    """
    known = snapshot.enterprises(programme)
    work = Work(
        programme=programme,
        today=today,
        answers=answers,
        vocabulary=snapshot.vocabulary(programme),
        enterprises=known,
        names=snapshot.names(known.values()),
        elsewhere=snapshot.elsewhere(programme),
        quarters=programme.quarters(),
    )
    given = {kind: [one for one in lists if one.kind == kind] for kind in KINDS}
    planned = _enterprises(work, given["enterprises"])
    who = Who(work, planned)
    recorded = _typical_recorded(work, given["typical"], planned)
    of_new, typical = _typical_given(work, given["typical"], planned, who, recorded)
    enterprise_changes.build(work, planned, of_new)
    _hours(work, given["hours"], who)
    typical_weeks.build(work, typical, list(recorded.values()))
    _enquiries(work, given["enquiries"], who)
    who.ask()
    newer_than_lists = newer.say_whence(work, lists)
    return Examination(
        problems=tuple(work.found.problems),
        questions=tuple(work.questions),
        changes=work.changes,
        unchanged=dict(work.unchanged),
        certain=dict(work.certain),
        brought=dict(work.brought),
        absent={kind: names for kind, names in work.absent.items() if names},
        effects=effects.work_out(work, recorded.values()),
        newer=newer_than_lists,
        overwritten=work.all_overwritten(),
    )


KINDS = ("enterprises", "hours", "typical", "enquiries")


def _enterprises(work: Work, lists: Sequence[ReadList]) -> list[Planned]:
    items = enterprise_rows.identify(work, lists)
    planned = [
        Planned(item, plan(item.meant.stages if item.meant else (), item.row.values))
        for item in items
    ]
    enterprise_checks.check(work, planned)
    if lists:
        enterprise_changes.name_the_absent(work, items)
    return planned


def _hours(work: Work, lists: Sequence[ReadList], who: Who) -> None:
    if not any(one.rows for one in lists):
        return
    if work.vocabulary.not_recorded is None:
        work.found.report(NO_KINDS, sheet=lists[0].sheet)
        return
    if hours_lines.are_too_many(lists):
        work.found.report(hours_lines.TOO_MANY, sheet=lists[0].sheet)
        return
    weeks = hours_lines.collect(work, lists, who)
    if not weeks:
        return
    first, last = min(one.week for one in weeks), max(one.week for one in weeks)
    recorded = snapshot.lines(work.programme, first, last)
    totals = snapshot.week_totals(work.programme, first - hours_checks.LOOKS_BACK, last)
    hours_checks.check(work, weeks, totals)
    hours_changes.build(work, weeks, recorded)
    hours_changes.name_the_absent(work, weeks, who)


def _typical_recorded(
    work: Work, lists: Sequence[ReadList], planned: Sequence[Planned]
) -> dict[int, snapshot.TypicalRow]:
    """Return the register's typical weeks where a list says something of any: one query."""
    return snapshot.typical(work.programme) if _saying_hours(lists, planned) else {}


def _saying_hours(lists: Sequence[ReadList], planned: Sequence[Planned]) -> list[str]:
    """Return the sheets that say something of typical weeks."""
    usual = (one.item.row.sheet for one in planned if one.item["typical_hours"] is not None)
    return [*(one.sheet for one in lists if one.rows), *usual]


def _typical_given(
    work: Work,
    lists: Sequence[ReadList],
    planned: Sequence[Planned],
    who: Who,
    recorded: dict[int, snapshot.TypicalRow],
) -> tuple[dict[Place, Given], list[Given]]:
    """Return the usual hours of enterprises that are added, by their row, and all others."""
    if work.vocabulary.not_recorded is None:
        if sheets := _saying_hours(lists, planned):
            work.found.report(NO_KINDS, sheet=sheets[0])
        return {}, []
    given = typical_weeks.collect(work, lists, who)
    usual = typical_weeks.from_enterprises(work, planned, who, list(recorded.values()))
    if usual:
        usual_hours.say_from_when(work, usual, effects.approved_quarters(work))
    return usual_of_new.apart([*given, *usual])


def _enquiries(work: Work, lists: Sequence[ReadList], who: Who) -> None:
    if not any(one.rows for one in lists):
        return
    recorded = snapshot.enquiries(work.programme)
    elsewhere = snapshot.enquiry_references_elsewhere(work.programme)
    items = enquiry_rows.identify(work, lists, recorded)
    enquiry_rows.check(work, items, elsewhere, who)
    enquiry_unsaid.no_status(work, lists, items)
    enquiry_changes.build(work, items)
    enquiry_changes.name_the_absent(work, items, recorded)
