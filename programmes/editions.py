"""What stands in a section of a return, in one word, so that nobody saves over what they never saw.

A page carries the word of the section that it shows. Two people in two sections carry words that
do not touch each other; of two people in one section the second is told, because the first one's
save has changed the word.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from hashlib import sha256

from programmes import sections
from programmes.boxes import asked_measures, unread_of
from programmes.models import Measure, QuarterlyReturn, Reading, UnreadWords
from programmes.sections import Section

Given = tuple[Measure, Reading | None]
Unread = Mapping[str, UnreadWords]


def edition_of(part: Section, given: Iterable[Given], comment: str, unread: Unread) -> str:
    """Return the word of one section: other boxes, or something else in one, give another word.

    `given` is what the return asks for, in any section, with the answer if there is one; `unread`
    are the words that could not be saved. Whoever shows a page passes the very ones that it shows.
    """
    if part is sections.COMMENT:
        return _word(("comment", comment, *_typed(UnreadWords.COMMENT, unread)))
    return _word(
        (measure.code, *(stored(reading) if reading else ()), *_typed(measure.code, unread))
        for measure, reading in given
        if sections.section_of(measure) is part
    )


def editions_of(return_: QuarterlyReturn) -> dict[str, str]:
    """Return the words of every section as saved now, by the section's address."""
    given, unread = _given(return_), unread_of(return_)
    return {part.slug: edition_of(part, given, return_.comment, unread) for part in sections.ALL}


def changed_since(
    return_: QuarterlyReturn, seen: Mapping[str, str], boxes: Collection[str]
) -> bool:
    """Say whether a section is no longer as it was seen, of those that hold the named boxes.

    A box is named by its measure's code, or is the comment's. A section that was not seen counts
    as changed.
    """
    given, unread = _given(return_), unread_of(return_)
    touched = {sections.section_of(measure) for measure, _ in given if measure.code in boxes}
    if UnreadWords.COMMENT in boxes:
        touched.add(sections.COMMENT)
    return any(
        seen.get(part.slug) != edition_of(part, given, return_.comment, unread) for part in touched
    )


def stored(reading: Reading) -> tuple[object, ...]:
    """Return what makes two states of a reading the same."""
    return (
        reading.value,
        reading.numerator,
        reading.denominator,
        reading.origin,
        reading.register_value,
        reading.register_note,
        reading.reason,
    )


def _given(return_: QuarterlyReturn) -> list[Given]:
    readings = {reading.measure_id: reading for reading in return_.readings.all()}
    return [(asked, readings.get(asked.pk)) for asked in asked_measures(return_.programme)]


def _typed(box: str, unread: Unread) -> list[object]:
    return sorted(unread[box].typed.items()) if box in unread else []


def _word(parts: Iterable[object]) -> str:
    text = repr([_plain(part) for part in parts])
    return sha256(text.encode()).hexdigest()[:20]


def _plain(part: object) -> object:
    """The same figure is the same word, with however many noughts a database gives it back."""
    if isinstance(part, tuple):
        return [_plain(one) for one in part]
    return str(part.normalize()) if isinstance(part, Decimal) else part
