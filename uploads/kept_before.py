"""What was kept of the register in earlier lists, where another would write over the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from uploads.cells import shown
from uploads.kept import count_of
from uploads.models import Upload
from uploads.problems import digest_of

State = Upload.State
# Lists of a programme that are looked through, the latest first.
MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class KeptBefore:
    """Something that this list would write over, and that was kept when the last list would have:
    of how many (`count`, in words), on which day, and in which file."""

    key: str
    label: str
    count: str
    on: date
    file_name: str

    @property
    def words(self) -> str:
        """Say what was kept, when, and in which file."""
        return f"{self.label}: {self.count}, on {shown(self.on)}, in {self.file_name}"


def kept_before(upload: Upload) -> list[KeptBefore]:
    """Return them, in the order in which the page offers to keep something: one query.

    The last list in the register that would have written over the same says what was decided; one
    that was taken back says nothing.
    """
    now = {one["key"]: one for one in upload.summary.get("overwritten") or [] if not one["kept"]}
    if not now:
        return []
    lists = (
        Upload.objects.for_council(upload.council)
        .filter(programme=upload.programme_id, state=State.SAVED)
        .exclude(pk=upload.pk)
        .order_by("-confirmed_at", "-pk")
        .values_list("file_name", "confirmed_at", "summary__overwritten")
    )
    last: dict[str, KeptBefore | None] = {}
    for file_name, at, overwritten in lists[:MOST_LOOKED_AT]:
        for one in overwritten or []:
            key = one["key"]
            if key not in now or key in last:
                continue
            on = timezone.localtime(at).date()
            kept = KeptBefore(key, one["label"], count_of(one), on, file_name)
            last[key] = kept if one["kept"] else None
    return [found for key in now if (found := last.get(key)) is not None]


def sign_of(kept: Collection[KeptBefore]) -> str:
    """Return what tells those that a page offers from others."""
    return digest_of("\n".join(one.words for one in kept))
