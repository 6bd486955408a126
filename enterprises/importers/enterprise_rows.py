"""Which enterprise of the register each row of a list of enterprises means."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from enterprises.importers.snapshot import EnterpriseRow
from enterprises.importers.stage_plan import StagePlan
from enterprises.importers.work import Place, Work, fix, place_of, question_key, unread, words_of
from enterprises.matching import Alike, Known, name_key, postcode_key, reference_key
from uploads.answers import NEW
from uploads.importing import Question
from uploads.rows import ReadList, Row

SAME_REFERENCE = fix(
    "enterprises.same_reference",
    "Two rows have the same reference",
    "Give each enterprise a reference of its own, or leave one of the rows out",
)
SAME_NAME = fix(
    "enterprises.same_name",
    "Two rows have the same name and postcode",
    "Leave one of them out. If they are two enterprises, give each a reference of its own",
)
SAME_MEANT = fix(
    "enterprises.same_meant",
    "Two rows mean the same enterprise of the register",
    "Leave one of them out",
)
NO_NAME = fix(
    "enterprises.no_name",
    "This row does not name an enterprise",
    "Enter its name, or the reference under which the register knows it",
)
REFERENCE_ELSEWHERE = fix(
    "enterprises.reference_elsewhere",
    "This reference is in use in another programme of the council",
    "Enter another one",
)


@dataclass(slots=True)
class Item:
    """A row of a list of enterprises. `has` are the fields that its list has columns for.

    `meant` is the one of the register, which a person has `said_to_be` it where that was not sure;
    None where it is `new`, where it is not decided yet, or where something must be fixed first.
    `alike` are those of the register that have its name and postcode, though a person said that
    it is another.
    """

    row: Row
    has: frozenset[str]
    meant: EnterpriseRow | None = None
    new: bool = False
    said_to_be: bool = False
    alike: tuple[int, ...] = ()
    reference: str = ""
    name: str = ""
    postcode: str = ""

    def __post_init__(self) -> None:
        """Take the words by which the enterprise is known from the row; "" where blank."""
        values = self.row.values
        self.reference = values.get("reference") or ""
        self.name = values.get("name") or ""
        self.postcode = values.get("postcode") or ""

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return place_of(self.row)

    @property
    def called(self) -> str:
        """What the enterprise is called, for people."""
        return self.name or (self.meant.name if self.meant else "") or self.reference

    def text(self, field_name: str) -> str:
        """Return the words of a field; "" where it is blank."""
        return str(self.row.values.get(field_name) or "")

    def __getitem__(self, field_name: str) -> Any:
        """Return the value of a field; None where it is blank."""
        return self.row.values.get(field_name)


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that is to be taken, with the stages it leads to."""

    item: Item
    stages: StagePlan


def identify(work: Work, lists: Iterable[ReadList]) -> list[Item]:
    """Return all rows, with the enterprise of the register that each means."""
    items = [Item(row, one.fields) for one in lists for row in one.rows]
    same_reference_twice(work, items)
    same_name_twice(work, items)
    reference_elsewhere(work, items)
    for item in items:
        if _is_named(work, item):
            _find(work, item)
        else:
            _find_by_reference_alone(work, item)
    same_meant_twice(work, items)
    return items


def same_reference_twice(work: Work, items: Sequence[Item]) -> None:
    """No two rows of the file have one reference."""
    for alike in _repeated(items, lambda item: reference_key(item.reference)):
        for item in alike:
            work.found.say(SAME_REFERENCE, item.row, "reference")


def same_name_twice(work: Work, items: Sequence[Item]) -> None:
    """No two rows have one name and postcode, unless each has a reference of its own."""
    named = [item for item in items if item.name and not unread(item.row, "postcode")]

    def name_at(item: Item) -> str:
        return f"{name_key(item.text('name'))}\x1f{postcode_key(item.text('postcode'))}"

    for alike in _repeated(named, name_at):
        # Rows with one reference between them are reported for that.
        references = [reference_key(item.reference) for item in alike]
        if "" in references or len(set(references)) < len(references):
            for item in alike:
                if item.place not in work.found.wrong:
                    work.found.say(SAME_NAME, item.row, "name", also=("postcode", "reference"))


def reference_elsewhere(work: Work, items: Sequence[Item]) -> None:
    """A reference is given out once a council, whatever the programme."""
    for item in items:
        if reference_key(item.reference) in work.elsewhere.references:
            work.found.say(REFERENCE_ELSEWHERE, item.row, "reference")


def same_meant_twice(work: Work, items: Sequence[Item]) -> None:
    """No two rows mean one enterprise of the register."""
    meant = [item for item in items if item.meant is not None]
    for alike in _repeated(meant, lambda item: str(item.meant.number if item.meant else "")):
        for item in alike:
            work.found.say(SAME_MEANT, item.row, "name", also=("reference", "postcode"))


def _is_named(work: Work, item: Item) -> bool:
    """Say whether a row names an enterprise at all, and in cells that could be read."""
    if item.place in work.found.wrong or unread(item.row, "name"):
        return False
    if unread(item.row, "reference") or unread(item.row, "postcode"):
        return False
    if item.name:
        return True
    if not work.names.by_reference(item.reference):
        work.found.say(NO_NAME, item.row, "name")
        return False
    return True


def _find_by_reference_alone(work: Work, item: Item) -> None:
    """Take whom the reference means where the name or the postcode could not be read: what is
    wrong with the other cells is then said at once."""
    if item.place in work.found.wrong or unread(item.row, "reference"):
        return
    known = work.names.by_reference(item.reference) if item.reference else ()
    if len(known) == 1:
        _take(work, item, known[0].number)


def _find(work: Work, item: Item) -> None:
    reference, name = item.reference, item.name
    postcode = item.postcode
    known = work.names.by_reference(reference) if reference else ()
    if not known:
        known = _by_name(work, item, name, postcode)
    if len(known) == 1:
        _take(work, item, known[0].number)
        work.certain["enterprise"] += 1
        return
    alike = _candidates(work, known, reference, name, postcode)
    if not alike:
        item.new = True
        work.certain["enterprise"] += 1
        return
    _ask(work, item, alike)


def _by_name(work: Work, item: Item, name: str, postcode: str) -> Sequence[Known]:
    """Return whom name and postcode mean; of a list without postcodes, whom the name means.

    One of another reference is another enterprise, or was given another reference: a person says.
    """
    where = (
        work.names.by_name_and_postcode(name, postcode)
        if "postcode" in item.has
        else work.names.by_name(name)
    )
    if item.reference:
        return [one for one in where if not one.reference]
    return where


def _candidates(
    work: Work, known: Sequence[Known], reference: str, name: str, postcode: str
) -> list[Alike]:
    if len(known) > 1:
        return [Alike(one, "One of several with this name or reference") for one in known]
    return [
        Alike(alike.known, with_reference(alike, reference))
        for alike in work.names.alike(name, postcode)
    ]


def with_reference(alike: Alike, reference: str) -> str:
    """Return why one may be meant, and that it has another reference than the row gives."""
    if not reference or not alike.known.reference:
        return alike.why
    return f"{alike.why}; the register has another reference for it"


def _ask(work: Work, item: Item, alike: Sequence[Alike]) -> None:
    words = (item.reference, item.name, item.postcode)
    key = question_key("enterprise", words)
    answer = work.answer(key, (one.known.number for one in alike))
    work.questions.append(
        Question(
            key=key,
            label=words_of(*words),
            places=((item.row.sheet, item.row.number, item.row.places.get("name", -1)),),
            candidates=tuple(work.candidate(one.known.number, one.why) for one in alike),
            answer=answer,
        )
    )
    if answer == NEW:
        item.new = True
        item.alike = tuple(sorted(one.number for one in work.names.by_name(item.name)))
    elif answer:
        _take(work, item, int(answer))
        item.said_to_be = True


def _take(work: Work, item: Item, number: int) -> None:
    item.meant = work.enterprises[number]


def _repeated(items: Iterable[Item], key: Callable[[Item], str]) -> list[list[Item]]:
    """Return groups of more than one row with the same key; those without one are left alone."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if word := key(item):
            found[word].append(item)
    return [alike for alike in found.values() if len(alike) > 1]
