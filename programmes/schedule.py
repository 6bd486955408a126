"""Where the return of each quarter stands: when it is due, who has it, and in what words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from programmes.dates import how_long
from programmes.models import Programme, QuarterlyReturn
from programmes.quarters import Quarter

Status = QuarterlyReturn.Status


@dataclass(frozen=True, slots=True)
class Standing:
    """One quarter's return: its newest version, the approved one that counts, and the day due.

    A quarter `has_begun` from its first day, and its return can be submitted once it `has_ended`.
    """

    quarter: Quarter
    due: date
    today: date
    latest: QuarterlyReturn | None
    approved: QuarterlyReturn | None

    @property
    def has_begun(self) -> bool:
        """Whether the quarter's first day has come."""
        return self.quarter.start <= self.today

    @property
    def has_ended(self) -> bool:
        """Whether the quarter's last day is past."""
        return self.quarter.end < self.today

    @property
    def days_over(self) -> int:
        """How many days the return is late; 0 where it is not, or lies with finance or is done."""
        if not self.waits_for_commissioner or self.approved is not None:
            return 0
        return max((self.today - self.due).days, 0)

    @property
    def waits_for_commissioner(self) -> bool:
        """Whether the next step is to fill the return in and submit it."""
        if not self.has_ended:
            return False
        return self.latest is None or self.latest.status in QuarterlyReturn.EDITABLE

    @property
    def waits_for_decision(self) -> bool:
        """Whether the next step is to approve the return or send it back."""
        return self.latest is not None and self.latest.status == Status.SUBMITTED

    @property
    def tag(self) -> tuple[str, str]:
        """The status in a word or two, and the meaning of its tag."""
        if self.latest is None:
            if self.days_over:
                return "Overdue", "negative"
            if self.has_ended:
                return "Due", "info"
            return ("Under way", "quiet") if self.has_begun else ("Not begun", "quiet")
        return {
            Status.DRAFT: ("Draft", "info"),
            Status.SUBMITTED: ("Waiting for approval", "waiting"),
            Status.SENT_BACK: ("Sent back", "caution"),
            Status.APPROVED: ("Approved", "positive"),
        }[Status(self.latest.status)]

    @property
    def words(self) -> str:
        """What else is to be said: how late, what version, what still counts."""
        said = []
        if self.days_over:
            said.append(f"overdue by {how_long(self.due, self.today)}")
        if self.latest is not None and self.latest.version > 1:
            said.append(f"version {self.latest.version}")
        if self.approved is not None and self.latest is not self.approved:
            said.append(f"version {self.approved.version} counts until this is approved")
        return _sentence(", ".join(said))

    @property
    def who(self) -> str:
        """Who took the latest step."""
        if self.latest is None:
            return ""
        person = {
            Status.DRAFT: self.latest.opened_by,
            Status.SUBMITTED: self.latest.submitted_by,
            Status.SENT_BACK: self.latest.sent_back_by,
            Status.APPROVED: self.latest.approved_by,
        }[Status(self.latest.status)]
        return person.name if person else ""


def due_day(programme: Programme, quarter: Quarter) -> date:
    """Return the last day on which a quarter's return is in time."""
    return quarter.end + timedelta(days=programme.return_due_days)


def standings(programmes: Iterable[Programme], today: date) -> dict[int, list[Standing]]:
    """Return each programme's quarters by the programme's key: one query, however many."""
    listed = list(programmes)
    versions: dict[tuple[int, int], list[QuarterlyReturn]] = {}
    people = ("opened_by", "submitted_by", "sent_back_by", "approved_by")
    for version in (
        QuarterlyReturn.unscoped.filter(programme__in=listed)
        .select_related(*people)
        .order_by("version")
    ):
        versions.setdefault((version.programme_id, version.quarter_number), []).append(version)
    return {
        programme.pk: [
            _standing(programme, quarter, today, versions.get((programme.pk, quarter.number), []))
            for quarter in programme.quarters()
        ]
        for programme in listed
    }


def _standing(
    programme: Programme, quarter: Quarter, today: date, versions: list[QuarterlyReturn]
) -> Standing:
    approved = [version for version in versions if version.status == Status.APPROVED]
    return Standing(
        quarter=quarter,
        due=due_day(programme, quarter),
        today=today,
        latest=versions[-1] if versions else None,
        approved=approved[-1] if approved else None,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
