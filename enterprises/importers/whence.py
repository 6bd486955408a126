"""Where the register's values came from, and when: asked for only where a list says otherwise."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from enterprises.models import EnterpriseStage
from enterprises.words import day_words
from programmes.models import Programme
from uploads.models import Upload


@dataclass(frozen=True, slots=True)
class Origin:
    """Since when the register has a value, and from which file; "" where somebody typed it."""

    on: date
    file_name: str = ""

    @property
    def words(self) -> str:
        """Return it as it follows a value: "from List.xlsx, put in on 3 May 2026"."""
        if self.file_name:
            return f"from {self.file_name}, put in on {day_words(self.on)}"
        return "typed in by hand"


class Whence:
    """Finds the origins of one programme's values; each kind of them in one query, at first use."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme

    def upload(self, number: int | None, entered_at: datetime) -> Origin:
        """Return the origin of what an upload put in, or somebody typed (None), at a moment."""
        found = self._uploads.get(number or 0)
        return found or Origin(timezone.localtime(entered_at).date())

    def stage(self, number: int | None) -> Origin | None:
        """Return the origin of a recorded stage; None of one that is not recorded."""
        found = self._stages.get(number or 0)
        return self.upload(*found) if found else None

    @cached_property
    def _uploads(self) -> dict[int, Origin]:
        rows = (
            Upload.objects.for_council(self._programme.council)
            .filter(programme=self._programme, state=Upload.State.SAVED)
            .order_by()
            .values_list("pk", "file_name", "confirmed_at")
        )
        return {
            number: Origin(timezone.localtime(at).date(), name) for number, name, at in rows if at
        }

    @cached_property
    def _stages(self) -> dict[int, tuple[int | None, datetime]]:
        rows = EnterpriseStage.unscoped.filter(enterprise__programme=self._programme).order_by()
        return {
            number: (upload, at)
            for number, upload, at in rows.values_list("id", "origin__upload", "entered_at")
        }
