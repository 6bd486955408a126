"""The steps of a quarterly return: opened, saved, submitted, sent back, approved, reopened.

Each step locks the version, so that of two people who take it at once one is first and the
other is told what has become of it, and writes its event in the same transaction. A step that
has been taken already (a double click) is not taken again, and is no error.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.events import record
from accounts.models import User
from programmes.actions.entries import Entry
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.actions.readings import figures, put, stand_already, take_from_register
from programmes.actions.unread import Typed, is_kept, keep
from programmes.boxes import boxes_of, problems_of
from programmes.editions import changed_since
from programmes.models import Programme, QuarterlyReturn, ReturnEditor, UnreadWords
from programmes.sections import BY_SLUG
from programmes.signals import announce

__all__ = ["Entry", "approve", "open_version", "reopen", "save", "send_back", "submit"]

Status = QuarterlyReturn.Status
NO_LONGER_EDITABLE = {
    Status.SUBMITTED: "This return has been submitted. It can change only if it is sent back.",
    Status.APPROVED: "This return is approved and never changes. Reopen it to correct it.",
}


@transaction.atomic
def open_version(*, programme: Programme, quarter_number: int, by: User) -> QuarterlyReturn:
    """Begin the return of a quarter, or return the one that is open.

    Raises Refused for a quarter that the programme does not have, that has not begun, or whose
    return is approved (that one is reopened instead).
    """
    locked = Programme.unscoped.select_for_update(of=("self",)).select_related("council")
    programme = locked.get(pk=programme.pk)
    quarter = programme.quarter(quarter_number)
    if quarter is None:
        raise Refused("The programme has no such quarter.")
    latest = _latest(programme, quarter_number)
    if latest is not None and latest.status != Status.APPROVED:
        return latest
    if latest is not None:
        raise Refused("The return of this quarter is approved. Reopen it to correct it.")
    if timezone.localdate() < quarter.start:
        raise Refused(f"{quarter.full_label} has not begun yet.")
    opened = QuarterlyReturn.unscoped.create(
        council=programme.council,
        programme=programme,
        quarter_number=quarter_number,
        opened_by=by,
        opened_at=timezone.now(),
    )
    _record("return.opened", opened, by, after={"status": opened.status, "version": 1})
    return opened


@transaction.atomic
def save(
    *,
    return_: QuarterlyReturn,
    by: User,
    seen: Mapping[str, str],
    entries: Mapping[str, Entry] | None = None,
    comment: str | None = None,
    unread: Mapping[str, Typed] | None = None,
) -> QuarterlyReturn:
    """Save what a person gives for some measures (by code), the comment, or both, as a draft.

    Measures that are not named stay as they are. `seen` gives each section that is saved, by its
    address, as it was shown: its word of `editions_of`. What others save in other sections
    meanwhile is no clash. Saving what stands already changes nothing and makes nobody an editor.
    `unread` are the boxes whose words are no answer, by measure or UnreadWords.COMMENT: their
    answers stay as they are, and the words are kept beside them.

    Raises EditedMeanwhile where a section saved is not as it was seen, Refused where the version
    may no longer be edited, and ValidationError under the code of each measure that cannot be
    kept.
    """
    saved = _locked(return_)
    entries, unread = entries or {}, unread or {}
    if saved.status not in QuarterlyReturn.EDITABLE:
        raise Refused(NO_LONGER_EDITABLE[Status(saved.status)])
    right = [*entries, *([] if comment is None else [UnreadWords.COMMENT])]
    new_comment = saved.comment if comment is None else comment.strip()
    if changed_since(saved, seen, [*right, *unread]) and not (
        new_comment == saved.comment
        and stand_already(saved, entries)
        and is_kept(saved, right, unread)
    ):
        raise EditedMeanwhile(saved=saved, typed={"entries": entries, "comment": comment})
    before, after = put(saved, by, entries)
    keep(saved, by, right=right, wrong=unread)
    if new_comment != saved.comment:
        before["comment"], after["comment"] = saved.comment, new_comment
        saved.comment = new_comment
    if after:
        taken_before, taken_after = take_from_register(saved, by)
        saved.edition += 1
        saved.save(update_fields=["comment", "edition"])
        ReturnEditor.unscoped.get_or_create(return_version=saved, user=by)
        _record("return.saved", saved, by, before | taken_before, after | taken_after)
    return saved


@transaction.atomic
def submit(*, return_: QuarterlyReturn, by: User, edition: int) -> bool:
    """Hand the version in for a decision; False where it is handed in already.

    Blanks are allowed and count as missing. Raises Refused before the quarter has ended,
    EditedMeanwhile, and ValidationError with a sentence for each box whose words could not be
    saved and each figure that differs from the register without a reason.
    """
    saved = _locked(return_)
    if saved.status == Status.SUBMITTED:
        return False
    if saved.status not in QuarterlyReturn.EDITABLE:
        raise Refused(NO_LONGER_EDITABLE[Status(saved.status)])
    if saved.edition != edition:
        raise EditedMeanwhile(saved=saved)
    quarter = saved.programme.quarter(saved.quarter_number)
    if quarter is None or timezone.localdate() <= quarter.end:
        raise Refused("The quarter has not ended yet, so its return cannot be complete.")
    boxes = boxes_of(saved)
    if problems := problems_of(saved, boxes):
        raise ValidationError([problem.text for problem in problems])
    unanswered = {box.measure.code: Entry() for box in boxes if not box.is_answered}
    put(saved, by, unanswered)
    before, after = take_from_register(saved, by)
    if after:
        saved.edition += 1
    # Also where somebody else hands it in again later: they answer for what stands in it.
    ReturnEditor.unscoped.get_or_create(return_version=saved, user=by)
    before["status"], saved.status = saved.status, Status.SUBMITTED
    saved.submitted_by, saved.submitted_at = by, timezone.now()
    saved.save(update_fields=["status", "submitted_by", "submitted_at", "edition"])
    # What is left is of boxes that the return no longer asks for.
    saved.unread.all().delete()
    after |= {"status": saved.status, "figures": figures(saved)}
    _record("return.submitted", saved, by, before, after)
    return True


@transaction.atomic
def approve(*, return_: QuarterlyReturn, by: User, edition: int) -> bool:
    """Approve a submitted version, for good; False where it is approved already.

    From then on it is what counts for its quarter, and the figures are worked out again. Raises
    Refused where the version is not waiting, or `by` edited or submitted it, and EditedMeanwhile
    where it is no longer what `by` was shown.
    """
    saved = _locked(return_)
    if saved.status == Status.APPROVED:
        return False
    _refuse_unless_waiting(saved)
    if saved.edition != edition:
        raise EditedMeanwhile(saved=saved)
    if why := why_not_approve(saved, by):
        raise Refused(why)
    before = {"status": saved.status}
    saved.status, saved.approved_by, saved.approved_at = Status.APPROVED, by, timezone.now()
    saved.save(update_fields=["status", "approved_by", "approved_at"])
    after = {"status": saved.status, "figures": figures(saved)}
    _record("return.approved", saved, by, before, after)
    announce(saved.programme, cause="return approved")
    return True


def why_not_approve(return_: QuarterlyReturn, by: User) -> str:
    """Return why this person may not approve the version; empty where they may."""
    if return_.submitted_by_id == by.pk:
        return "You submitted this return, so somebody else must approve it."
    if ReturnEditor.unscoped.filter(return_version=return_, user=by).exists():
        return "You changed or submitted this return, so somebody else must approve it."
    return ""


@transaction.atomic
def send_back(
    *,
    return_: QuarterlyReturn,
    by: User,
    edition: int,
    reason: str,
    sections: Sequence[str] = (),
) -> bool:
    """Send a submitted version back to be corrected; False where it is sent back already.

    `sections` are the addresses of the sections to look at again; none means the whole return.
    Raises Refused where the version is not waiting, EditedMeanwhile, and ValidationError
    without a reason.
    """
    saved = _locked(return_)
    if saved.status == Status.SENT_BACK:
        return False
    if saved.status == Status.APPROVED:
        raise Refused(NO_LONGER_EDITABLE[Status.APPROVED])
    _refuse_unless_waiting(saved)
    if saved.edition != edition:
        raise EditedMeanwhile(saved=saved, typed={"reason": reason})
    if not reason.strip():
        raise ValidationError({"reason": "Enter what is to be corrected"})
    if unknown := set(sections) - set(BY_SLUG):
        raise ValidationError({"sections": f"There is no section {', '.join(sorted(unknown))}"})
    before = {"status": saved.status}
    saved.status, saved.sent_back_by = Status.SENT_BACK, by
    saved.sent_back_at, saved.sent_back_reason = timezone.now(), reason.strip()
    saved.sent_back_sections = ",".join(slug for slug in BY_SLUG if slug in sections)
    saved.save(
        update_fields=[
            "status",
            "sent_back_by",
            "sent_back_at",
            "sent_back_reason",
            "sent_back_sections",
        ]
    )
    after = {"status": saved.status, "sections": saved.sent_back_sections}
    _record("return.sent_back", saved, by, before, after, reason=saved.sent_back_reason)
    return True


@transaction.atomic
def reopen(*, return_: QuarterlyReturn, by: User, reason: str) -> QuarterlyReturn:
    """Make the next version of an approved return, as a draft with the same figures.

    The approved one stays as it is, and goes on counting until the next is approved. Where the
    next version is open already, it is returned. Raises Refused where a later version is
    approved, and ValidationError without a reason.
    """
    approved = _locked(return_)
    if approved.status != Status.APPROVED:
        raise Refused("Only an approved return is reopened; this one is still open.")
    latest = _latest(approved.programme, approved.quarter_number)
    if latest is not None and latest.pk != approved.pk:
        if latest.status != Status.APPROVED:
            return latest
        raise Refused("A later version of this return is approved. Reopen that one.")
    if not reason.strip():
        raise ValidationError({"reason": "Enter why the return is reopened"})
    opened = QuarterlyReturn.unscoped.create(
        council=approved.council,
        programme=approved.programme,
        quarter_number=approved.quarter_number,
        version=approved.version + 1,
        comment=approved.comment,
        opened_by=by,
        opened_at=timezone.now(),
        reopened_reason=reason.strip(),
    )
    for reading in approved.readings.all():
        reading.pk, reading.return_version = None, opened
        reading._state.adding = True
        reading.save()
    _record(
        "return.reopened",
        opened,
        by,
        before={"status": approved.status, "version": approved.version},
        after={"status": opened.status, "version": opened.version},
        reason=opened.reopened_reason,
    )
    return opened


def _locked(return_: QuarterlyReturn) -> QuarterlyReturn:
    """Return the version as saved, locked until the transaction ends.

    On SQLite every transaction holds the one write lock from its beginning, which does the same.
    """
    versions = QuarterlyReturn.unscoped.select_for_update(of=("self",))
    saved: QuarterlyReturn = versions.select_related("programme__council", "council").get(
        pk=return_.pk
    )
    return saved


def _latest(programme: Programme, quarter_number: int) -> QuarterlyReturn | None:
    versions = QuarterlyReturn.unscoped.filter(programme=programme, quarter_number=quarter_number)
    return versions.order_by("-version").first()


def _refuse_unless_waiting(saved: QuarterlyReturn) -> None:
    if saved.status == Status.SENT_BACK:
        raise Refused("This return has been sent back, and waits to be submitted again.")
    if saved.status == Status.DRAFT:
        raise Refused("This return is a draft that has not been submitted.")


def _record(
    verb: str,
    return_: QuarterlyReturn,
    by: User,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    record(
        verb=verb,
        obj=return_,
        by=by,
        council=return_.council,
        before=before,
        after=after,
        reason=reason,
    )
