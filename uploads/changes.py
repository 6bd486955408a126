"""The changes that one check finds, and how many of them are kept until they are stored (pure).

A list of a hundred thousand rows makes some hundred thousand changes, and as objects they would
take most of a worker's memory. So each is kept as the words that are stored of it, and where there
are very many, those words are compressed.
"""

import json
import marshal
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, overload


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words; "" is blank. `note` says what should be known of what
    is replaced."""

    name: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that confirming will do.

    `what` is "enterprise", "enquiry", "week" or "typical"; `number` is its row in the register (of
    a week, which has none of its own, its enterprise's), None for a new one. `before` and `after`
    (plain JSON) are what saving and undoing work from; saving refuses where the register no longer
    says `before`.
    """

    what: str
    action: str
    label: str
    sheet: str
    row: int
    fields: tuple[FieldChange, ...]
    number: int | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] = field(default_factory=dict)


ADDED, CHANGED = "added", "changed"

# What `rows` gives of each change: `fields`, `before` and `after` as JSON.
Packed = tuple[str, str, int | None, str, str, int, str, str | None, str]

_BATCH = 2_000
# So many batches stay as they are, for speed: a list of 10,000 enterprises makes ten of them.
_PLAIN = 10
# What is kept is made of literals, so it holds no circle to look for.
_json = json.JSONEncoder(check_circular=False).encode


class PackedChanges(Sequence[Change]):
    """Changes in the order in which they were found."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._batches: list[list[Packed] | bytes] = []
        self._last: list[Packed] = []
        self._count = 0
        # By `what` and `action`.
        self.counted: Counter[tuple[str, str]] = Counter()
        for change in changes:
            self.append(change)

    def append(self, change: Change) -> None:
        """Add one."""
        self._add(_pack(change))

    def changed(self, what: str) -> list[int]:
        """Return the numbers of the things of one kind that are changed."""
        return [
            number
            for kind, action, number, *_ in self.rows()
            if (kind, action) == (what, CHANGED) and number is not None
        ]

    def with_changed(self, anew: Callable[[Change], Change]) -> "PackedChanges":
        """Return them with what `anew` makes of those that change something."""
        found = PackedChanges()
        for row in self.rows():
            found._add(_pack(anew(_unpack(row))) if row[1] == CHANGED else row)
        return found

    def _add(self, row: Packed) -> None:
        self._last.append(row)
        self._count += 1
        self.counted[row[0], row[1]] += 1
        if len(self._last) == _BATCH:
            self._batches.append(self._last)
            self._last = []
            if len(self._batches) > _PLAIN:
                self._batches = [
                    batch if isinstance(batch, bytes) else _squeezed(batch)
                    for batch in self._batches
                ]

    def rows(self) -> Iterator[Packed]:
        """Yield each as it is stored, holding few of them at a time."""
        for batch in self._batches:
            yield from (_unsqueezed(batch) if isinstance(batch, bytes) else batch)
        yield from self._last

    def __iter__(self) -> Iterator[Change]:
        return map(_unpack, self.rows())

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | Sequence[Change]:
        return list(self)[place]


def _pack(change: Change) -> Packed:
    # The fields by hand: `asdict` takes a second for a long list.
    fields = [
        {"name": one.name, "before": one.before, "after": one.after}
        | ({"note": one.note} if one.note else {})
        for one in change.fields
    ]
    return (
        change.what,
        change.action,
        change.number,
        change.label,
        change.sheet,
        change.row,
        _json(fields),
        None if change.before is None else _json(change.before),
        _json(change.after),
    )


def _unpack(row: Packed) -> Change:
    what, action, number, label, sheet, line, fields, before, after = row
    return Change(
        what=what,
        action=action,
        label=label,
        sheet=sheet,
        row=line,
        fields=tuple(FieldChange(**one) for one in json.loads(fields)),
        number=number,
        before=None if before is None else json.loads(before),
        after=json.loads(after),
    )


def _squeezed(rows: list[Packed]) -> bytes:
    return zlib.compress(marshal.dumps(rows), 1)


def _unsqueezed(batch: bytes) -> list[Packed]:
    # Ours, of this very process: nothing from outside is read so.
    rows: list[Any] = marshal.loads(zlib.decompress(batch))  # noqa: S302
    return rows
