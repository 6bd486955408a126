"""The sections of a return: which measure is asked for where."""

from dataclasses import dataclass

from programmes import codes
from programmes.models import Measure

DELIVERY_CODES = frozenset({codes.HOURS_PER_WEEK, codes.NEW_ENTERPRISES, codes.ENQUIRIES})


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the return's task list; `slug` is its address."""

    slug: str
    title: str


DELIVERY = Section("delivery", "Delivery")
MONEY = Section("money", "Money")
OTHER = Section("other", "Other measures")
COMMENT = Section("comment", "Comment")
ALL = (DELIVERY, MONEY, OTHER, COMMENT)
BY_SLUG = {section.slug: section for section in ALL}


def section_of(measure: Measure) -> Section:
    """Return the section in which a measure is asked for."""
    if measure.code in DELIVERY_CODES:
        return DELIVERY
    return MONEY if measure.unit == Measure.Unit.POUNDS else OTHER


def titles(slugs: str) -> str:
    """Return section titles in words, from their slugs joined by commas."""
    return ", ".join(BY_SLUG[slug].title for slug in slugs.split(",") if slug in BY_SLUG)
