"""Where the register's values came from, and when: asked for only where a list says otherwise."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Model
from django.utils import timezone

from accounts.models import Event
from enterprises.models import EnterpriseStage
from enterprises.words import day_words
from programmes.models import Programme
from uploads.models import Upload, UploadChange
from uploads.naming import number_in

# A query names no more things than these one by one; of more, all are read.
_MOST_NAMED = 2_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Since when the register has a value, and from which file; "" where somebody typed it, on
    a day that may not be `known`."""

    on: date
    file_name: str = ""
    known: bool = True

    @property
    def words(self) -> str:
        """Return it as it follows a value: "from List.xlsx, put in on 3 May 2026"."""
        if self.file_name:
            return f"from {self.file_name}, put in on {day_words(self.on)}"
        return f"typed in by hand on {day_words(self.on)}" if self.known else "typed in by hand"


class Whence:
    """Finds the origins of one programme's values; each kind of them in one query, at first use."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._values: dict[tuple[type[Model], int, str], Origin] = {}

    def stage(self, number: int | None) -> Origin | None:
        """Return the origin of a recorded stage; None of one that is not recorded."""
        found = self._stages.get(number or 0)
        if found is None:
            return None
        upload, at = found
        # A stage that is corrected by hand keeps the moment at which it was first recorded.
        return self._uploads.get(upload or 0) or Origin(_day(at), known=False)

    def change(self, number: int | None, entered_at: datetime) -> Origin:
        """Return the origin of hours that a change of an upload put in, or somebody typed (None),
        at a moment."""
        upload = self._changes.get(number, 0) if number is not None else 0
        return self._uploads.get(upload) or Origin(_day(entered_at))

    def look_up(self, model: type[Model], numbers: Sequence[int], names: Container[str]) -> None:
        """Find who last said each value of these names: one query, or none where none is asked
        for. An enterprise's events tell of each of its weeks too, which are none of them."""
        if not numbers:
            return
        said = Event.objects.filter(
            council=self._programme.council, object_type=model._meta.label_lower
        )
        if len(numbers) <= _MOST_NAMED:
            said = said.filter(object_id__in=[str(number) for number in numbers])
        found = said.order_by("-id").values_list("object_id", "after", "reason", "at")
        for object_id, after, reason, at in found.iterator():
            number = number_in(reason)
            origin = Origin(_day(at)) if number is None else self._uploads.get(number)
            if origin is None or not isinstance(after, dict):
                continue  # what an upload said that was taken back counts no more
            for name in filter(names.__contains__, after):
                self._values.setdefault((model, int(object_id), name), origin)

    def value(self, model: type[Model], number: int | None, name: str) -> Origin | None:
        """Return the origin of a value that was looked up; None where nobody is known to have
        said it."""
        return self._values.get((model, number or 0, name))

    @cached_property
    def _uploads(self) -> dict[int, Origin]:
        rows = (
            Upload.objects.for_council(self._programme.council)
            .filter(programme=self._programme, state=Upload.State.SAVED)
            .order_by()
            .values_list("pk", "file_name", "confirmed_at")
        )
        return {number: Origin(_day(at), name) for number, name, at in rows if at}

    @cached_property
    def _changes(self) -> dict[int, int]:
        # A typical week may have come with the enterprise that a list added.
        rows = UploadChange.objects.for_council(self._programme.council).filter(
            upload__programme=self._programme, what__in=("week", "typical", "enterprise")
        )
        return dict(rows.order_by().values_list("pk", "upload_id"))

    @cached_property
    def _stages(self) -> dict[int, tuple[int | None, datetime]]:
        rows = EnterpriseStage.unscoped.filter(enterprise__programme=self._programme).order_by()
        return {
            number: (upload, at)
            for number, upload, at in rows.values_list("id", "origin__upload", "entered_at")
        }


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
