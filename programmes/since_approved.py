"""Where the register has moved away from approved returns: asked for all quarters at once."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from programmes import boxes
from programmes.models import Measure, Programme, QuarterlyReturn, Reading
from programmes.moved import Moved, has_moved
from programmes.sources import Offered
from programmes.tables import words_of


def moved_since(programme: Programme) -> dict[int, tuple[Moved, ...]]:
    """Return, by quarter number, what the return that counts says and the register no longer does.

    Quarters of which nothing has moved are left out. One query and what each of the register's
    measures asks once, however many quarters there are.
    """
    quarters = programme.quarters()
    now: dict[int, Mapping[int, Offered]] = {}
    found: dict[int, list[Moved]] = defaultdict(list)
    for reading in _approved_readings(programme):
        measure, number = reading.measure, reading.return_version.quarter_number
        if measure.pk not in now:
            now[measure.pk] = boxes.register_says_of(measure, programme, quarters)
        said = now[measure.pk].get(number)
        if said is not None and has_moved(reading.value, reading.register_value, said.value):
            found[number].append(
                Moved(
                    quarter_number=number,
                    measure_id=measure.pk,
                    name=measure.name,
                    said=words_of(reading.value, measure),
                    register_then=words_of(reading.register_value, measure),
                    register_now=words_of(said.value, measure),
                )
            )
    return {number: tuple(moved) for number, moved in found.items()}


def _approved_readings(programme: Programme) -> list[Reading]:
    """The figures that the register offers, of the approved versions that count."""
    approved = QuarterlyReturn.objects.for_council(programme.council).filter(
        programme=programme, status=QuarterlyReturn.Status.APPROVED
    )
    later = approved.filter(
        quarter_number=OuterRef("return_version__quarter_number"),
        version__gt=OuterRef("return_version__version"),
    )
    return list(
        Reading.objects.for_council(programme.council)
        .filter(~Exists(later), return_version__in=approved)
        .exclude(measure__source=Measure.Source.TYPED)
        .select_related("measure", "return_version")
    )
