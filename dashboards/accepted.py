"""What is unlikely but was accepted, with the reason given: by hand, and in uploaded lists."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField
from django.db.models.functions import Cast

from accounts import events
from enterprises.models import Enterprise
from programmes.models import Programme
from uploads.models import Upload, UploadAnswer, UploadProblem
from uploads.problems import Problem, Severity, group

# What is recorded by hand with a reason, and what the reason was asked for.
BY_HAND = {
    "hours.recorded": "More hours in a week than one person could work",
    "typical_week.set": "More hours in a typical week than one person could work",
}
MOST = 500


@dataclass(frozen=True, slots=True)
class Accepted:
    """One doubt that somebody settled: what was doubted and where, why it is right, who said so."""

    what: str
    where: str
    reason: str
    by: str
    at: datetime


def accepted(programme: Programme) -> list[Accepted]:
    """Return what was accepted with a reason, the latest first: at most 500, in four queries.

    An upload counts once it is in the register, and no longer when it has been undone.
    """
    found = [*_uploaded(programme), *_by_hand(programme)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _uploaded(programme: Programme) -> Iterator[Accepted]:
    council = programme.council
    of_programme = {"upload__programme": programme, "upload__state": Upload.State.SAVED}
    problems: dict[int, list[Problem]] = defaultdict(list)
    stored = UploadProblem.objects.for_council(council).filter(
        severity=Severity.CONFIRM.value, **of_programme
    )
    for row in stored:
        problems[row.upload_id].append(row.as_problem())
    groups = {upload: {one.key: one for one in group(own)} for upload, own in problems.items()}
    given = UploadAnswer.objects.for_council(council).filter(
        about=UploadAnswer.About.REASON, **of_programme
    )
    for answer in given.select_related("upload", "by").order_by("-at")[:MOST]:
        doubt = groups.get(answer.upload_id, {}).get(answer.key)
        if doubt is not None:
            yield Accepted(
                what=doubt.first.message,
                where=f"{answer.upload.file_name}: {doubt.where}",
                reason=answer.value,
                by=answer.by.name,
                at=answer.at,
            )


def _by_hand(programme: Programme) -> Iterator[Accepted]:
    own = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    numbers = own.order_by().annotate(word=Cast("pk", CharField())).values("word")
    given = (
        events.of_council(programme.council)
        .filter(verb__in=BY_HAND, object_id__in=numbers)
        .exclude(reason="")
        .order_by("-id")
    )
    for event in given[:MOST]:
        yield Accepted(
            what=BY_HAND[event.verb],
            where=event.object_label,
            reason=event.reason,
            by=event.actor.name if event.actor else "",
            at=event.at,
        )
