"""A return's boxes: for each measure what is said, what was said last quarter, plan, register."""

from dataclasses import dataclass
from decimal import Decimal

from programmes import sections, sources
from programmes.models import Measure, Programme, QuarterlyReturn, Reading, UnreadWords
from programmes.quarters import Quarter
from programmes.sections import Section
from programmes.sources import Offered
from programmes.units import as_kept, unit_words, written

UNREAD = "unread"
DIFFERS = "differs"
REGISTER_MOVED = "register moved"


@dataclass(frozen=True, slots=True)
class Box:
    """One measure in one return.

    Figures have the decimals their unit keeps; None is "not known", never zero. `previous_open`
    says that last quarter's figure is from a return that nobody has approved yet. `unread` is what
    was typed since and could not be saved; the answer is what it was before.
    """

    measure: Measure
    reading: Reading | None
    offered: Decimal | None
    offered_note: str
    planned: Decimal | None
    previous: Decimal | None
    previous_open: bool
    unread: UnreadWords | None = None

    @property
    def section(self) -> Section:
        """The section that asks for it."""
        return sections.section_of(self.measure)

    @property
    def value(self) -> Decimal | None:
        """What the return says, None where blank or not answered."""
        return self.reading.value if self.reading else None

    @property
    def is_answered(self) -> bool:
        """Whether the box was saved, even as a deliberate blank."""
        return self.reading is not None

    @property
    def problem(self) -> str:
        """What must be settled before the return is submitted; empty where nothing."""
        if self.unread is not None:
            return UNREAD
        if self.offered is None or self.value == self.offered:
            return ""
        if self.reading and self.reading.origin == Reading.Origin.REGISTER:
            return REGISTER_MOVED
        return "" if self.reading and self.reading.reason.strip() else DIFFERS

    @property
    def problem_in_words(self) -> str:
        """The same as a sentence for the person who fills in the return."""
        if not self.problem:
            return ""
        if self.unread is not None:
            return unread_in_words(self.measure.name, self.unread, self.words(self.value))
        name, said, given = self.measure.name, self.words(self.offered), self.words(self.value)
        if self.problem == REGISTER_MOVED:
            return (
                f"{name}: the register now says {said}, and this return took {given} "
                "from it. Take the new figure, or give yours with a reason"
            )
        if self.value is None:
            return f"{name}: the register says {said}. Use it, or say why the box is blank"
        return f"{name}: say why {given} differs from the register's {said}"

    def words(self, value: Decimal | None) -> str | None:
        """Return a figure of this measure with its unit."""
        shown = written(value, self.measure.unit)
        return None if shown is None else f"{shown} {unit_words(self.measure.unit)}".strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands between a return and its submission, and the section where it is settled."""

    text: str
    section: Section


def problems_of(return_: QuarterlyReturn, boxes: list[Box]) -> list[Problem]:
    """Return what must be settled before the return is submitted, in the order of its pages."""
    found = [Problem(box.problem_in_words, box.section) for box in boxes if box.problem]
    comment = return_.unread.filter(box=UnreadWords.COMMENT).first()
    if comment is not None:
        stands = "another comment" if return_.comment else None
        found.append(Problem(unread_in_words("Comment", comment, stands), sections.COMMENT))
    return found


def unread_in_words(name: str, unread: UnreadWords, stands: str | None) -> str:
    """Return what is to be done about words that could not be saved, with what stands meanwhile.

    Nobody is told to clear a box whose saved answer would go with the words.
    """
    not_saved = f"{name}: {unread.quoted} could not be saved"
    if stands is None:
        return f"{not_saved}. Put it right, or clear the box"
    return f"{not_saved}, and {stands} is saved now. Say which is to stand"


def unread_of(return_: QuarterlyReturn) -> dict[str, UnreadWords]:
    """Return the words that could not be saved, by their box."""
    return {words.box: words for words in return_.unread.select_related("typed_by")}


def asked_measures(programme: Programme) -> list[Measure]:
    """Return the measures that the return asks for, in the order of its pages."""
    asked = Measure.unscoped.filter(programme=programme, on_return=True)
    order = [section.slug for section in sections.ALL]
    return sorted(
        asked,
        key=lambda measure: (order.index(sections.section_of(measure).slug), measure.position),
    )


def taken_measures(programme: Programme) -> list[Measure]:
    """Return the measures that are never asked for, but taken from the register by themselves."""
    return list(
        Measure.unscoped.filter(
            programme=programme, on_return=False, source=Measure.Source.REGISTER
        )
    )


def register_says(measure: Measure, programme: Programme, quarter_number: int) -> Offered:
    """Return the register's figure for one quarter, with the decimals its unit keeps."""
    quarter = programme.quarter(quarter_number)
    if quarter is None:
        return Offered(None)
    return register_says_of(measure, programme, (quarter,)).get(quarter_number, Offered(None))


def register_says_of(
    measure: Measure, programme: Programme, quarters: tuple[Quarter, ...]
) -> dict[int, Offered]:
    """Return the same of many quarters by their numbers; empty where nobody offers the measure."""
    if measure.source == Measure.Source.TYPED:
        return {}
    said = sources.offered(measure.code, programme, quarters)
    return {n: Offered(as_kept(one.value, measure.unit), one.note) for n, one in said.items()}


def boxes_of(return_: QuarterlyReturn) -> list[Box]:
    """Return the boxes of a return in the order of its pages, with all that is known beside."""
    programme, number = return_.programme, return_.quarter_number
    readings = {r.measure_id: r for r in return_.readings.select_related("entered_by")}
    before = _latest(programme, number - 1)
    previous = {r.measure_id: r.value for r in before.readings.all()} if before else {}
    previous_open = before is not None and before.status != QuarterlyReturn.Status.APPROVED
    unread = unread_of(return_)
    boxes = []
    for measure in asked_measures(programme):
        said = register_says(measure, programme, number)
        plan = sources.planned(measure.code, programme).get(number)
        boxes.append(
            Box(
                measure=measure,
                reading=readings.get(measure.pk),
                offered=said.value,
                offered_note=said.note,
                planned=plan,
                previous=previous.get(measure.pk),
                previous_open=previous_open,
                unread=unread.get(measure.code),
            )
        )
    return boxes


def _latest(programme: Programme, number: int) -> QuarterlyReturn | None:
    """The approved version that counts for a quarter, else whatever there is."""
    versions = list(
        QuarterlyReturn.unscoped.filter(programme=programme, quarter_number=number)
        .order_by("-version")
        .prefetch_related("readings")
    )
    approved = [v for v in versions if v.status == QuarterlyReturn.Status.APPROVED]
    return next(iter(approved or versions), None)
