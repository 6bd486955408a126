"""What is unlikely but was accepted, with the reason given: by hand, and in uploaded lists."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Min, QuerySet
from django.db.models.functions import Cast

from accounts import events
from accounts.models import Event
from enterprises.actions.figures import hours_in_words
from enterprises.models import Enterprise
from enterprises.plausible import HOURS_OF_A_WEEK
from enterprises.words import day_words
from programmes.models import Programme
from programmes.money import format_hours
from uploads.models import Upload, UploadAnswer, UploadChange, UploadProblem
from uploads.naming import OF_UPLOAD
from uploads.problems import Problem, Severity, group

LONG_WEEK = "More hours in a week than one person could work"
LONG_TYPICAL_WEEK = "More hours in a typical week than one person could work"
UNNAMED = "An enterprise"
# Where one of these is doubted, its value is hours. Of any other code it may be a name, or a
# reference made of digits.
_OF_HOURS = {
    *("enterprises.long_week", "enterprises.typical_into_approved"),
    *("hours.after_end", "hours.far_above_usual", "hours.less_than_total", "hours.lines_lost"),
    *("hours.long_week", "hours.outside_programme", "hours.split_lost"),
    *("hours.total_among_parts", "hours.typed_by_hand"),
    *("typical.long_week", "typical.typed_by_hand"),
}
MOST = 500

Place = tuple[int, str, int]  # an upload, a sheet and a row


@dataclass(frozen=True, slots=True)
class Accepted:
    """One doubt that somebody settled.

    `figures` are what was doubted, with whose it is where that may be read: "Ely Help: 200".
    `upload` is None for what was typed in; `where` names the sheet and the cells, to a reader who
    may see the register: a sheet may bear an enterprise's name.
    """

    what: str
    figures: tuple[str, ...]
    reason: str
    by: str
    at: datetime
    upload: int | None = None
    file_name: str = ""
    where: str = ""


def accepted(programme: Programme, *, named: bool) -> list[Accepted]:
    """Return what was accepted with a reason, the latest first: at most 500, in six queries.

    An upload counts once it is in the register, and no longer when it has been undone. Whose the
    figures are is said only where it is `named`, to a reader who may see the register.
    """
    found = [*_uploaded(programme, named=named), *_by_hand(programme, named=named)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def kinds_of(found: Sequence[Accepted]) -> list[tuple[str, int]]:
    """Return what was unlikely, and how often it was accepted: the most frequent first."""
    counts = Counter(one.what for one in found)
    return sorted(counts.items(), key=lambda kind: (-kind[1], kind[0]))


def _uploaded(programme: Programme, *, named: bool) -> Iterator[Accepted]:
    council = programme.council
    given = list(
        UploadAnswer.objects.for_council(council)
        .filter(
            about=UploadAnswer.About.REASON,
            upload__programme=programme,
            upload__state=Upload.State.SAVED,
        )
        .exclude(value="")
        .select_related("upload", "by")
        .defer("upload__reading", "upload__summary", "upload__message")
        .order_by("-at")[:MOST]
    )
    problems: dict[int, list[Problem]] = defaultdict(list)
    stored = UploadProblem.objects.for_council(council).filter(
        severity=Severity.CONFIRM.value, upload__in={answer.upload_id for answer in given}
    )
    for row in stored:
        problems[row.upload_id].append(row.as_problem())
    groups = {upload: {one.key: one for one in group(own)} for upload, own in problems.items()}
    doubts = [(answer, groups.get(answer.upload_id, {}).get(answer.key)) for answer in given]
    places = {
        (answer.upload_id, problem.sheet, problem.row)
        for answer, doubt in doubts
        if doubt is not None and named
        for problem in doubt.problems
    }
    names = _names(programme, places)
    for answer, doubt in doubts:
        if doubt is not None:
            figures = (
                _figure(problem, names.get((answer.upload_id, problem.sheet, problem.row), ""))
                if named
                else _unnamed(problem)
                for problem in doubt.problems
            )
            yield Accepted(
                what=doubt.first.message,
                figures=tuple(filter(None, figures)),
                reason=answer.value,
                by=answer.by.name,
                at=answer.at,
                upload=answer.upload_id,
                file_name=answer.upload.file_name,
                where=doubt.where if named else "",
            )


def _figure(problem: Problem, name: str) -> str:
    """Return what was doubted with whose it is."""
    if problem.about:
        return problem.about
    whose = name or (f"Row {problem.row}" if problem.row else "")
    return ": ".join(part for part in (whose, problem.value) if part)


def _unnamed(problem: Problem) -> str:
    """Return what was doubted without whose it is: hours. Any other cell may hold a name or a
    reference, and so may one of hours where somebody has written words."""
    of_hours = problem.code in _OF_HOURS and not any(map(str.isalpha, problem.value))
    value = problem.value if of_hours else ""
    place = f"Row {problem.row}" if problem.row else ""
    return ": ".join(part for part in (place, value) if part)


def _names(programme: Programme, places: Collection[Place]) -> dict[Place, str]:
    """Return what each row of an upload is about: an enterprise's or enquiry's name."""
    if not places:
        return {}
    rows: QuerySet[Any, dict[str, Any]] = (
        UploadChange.objects.for_council(programme.council)
        .filter(upload__in={upload for upload, _, _ in places}, row__in={row for *_, row in places})
        .order_by()
        .values("upload_id", "sheet", "row", "what", "number")
        .annotate(words=Min("label"))
    )
    enterprises = dict(
        Enterprise.objects.for_council(programme.council)
        .filter(programme=programme)
        .order_by()
        .values_list("pk", "name")
    )
    found: dict[Place, str] = {}
    for row in rows:
        # A week has no number of its own but its enterprise's.
        named = enterprises.get(row["number"], "") if row["what"] == "week" else ""
        found.setdefault((row["upload_id"], row["sheet"], row["row"]), named or row["words"])
    return found


def _by_hand(programme: Programme, *, named: bool) -> Iterator[Accepted]:
    own = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    numbers = own.order_by().annotate(word=Cast("pk", CharField())).values("word")
    given = (
        events.of_council(programme.council)
        .filter(verb__in=_FIGURES, object_id__in=numbers)
        .exclude(reason="")
        # What an upload brought about names it, whether or not anything was unlikely.
        .exclude(reason__regex=OF_UPLOAD)
        .order_by("-id")
    )
    for event in given[:MOST]:
        what, figures_of = _FIGURES[event.verb]
        # A reason was asked for of the long weeks alone; what else was saved with them needs none.
        if figures := list(figures_of(event)):
            whose = event.object_label if named else UNNAMED
            yield Accepted(
                what=what,
                figures=tuple(f"{whose}: {figure}" for figure in figures),
                reason=event.reason,
                by=event.actor.name if event.actor else "",
                at=event.at,
            )


def _long_weeks(event: Event) -> Iterator[str]:
    weeks: Mapping[str, Sequence[str]] = event.after or {}
    for week, lines in sorted(weeks.items()):
        hours = sum(map(hours_in_words, lines), Decimal(0))
        if hours > HOURS_OF_A_WEEK:
            day = day_words(date.fromisoformat(week))
            yield f"{format_hours(hours)} hours in the week of {day}"


def _long_typical_week(event: Event) -> Iterator[str]:
    hours = Decimal((event.after or {}).get("hours") or 0)
    if hours > HOURS_OF_A_WEEK:
        yield f"{format_hours(hours)} hours in a usual week"


# What is recorded by hand with a reason: what the reason was asked for, and of which figures.
_FIGURES = {
    "hours.recorded": (LONG_WEEK, _long_weeks),
    "typical_week.set": (LONG_TYPICAL_WEEK, _long_typical_week),
}
