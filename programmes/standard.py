"""The measures that every programme begins with; a council adds its own and may reword these."""

from dataclasses import dataclass

from programmes import codes
from programmes.models import Measure


@dataclass(frozen=True, slots=True)
class StandardMeasure:
    """What a new programme's measure is made from."""

    code: str
    name: str
    definition: str
    unit: str
    aggregation: str
    source: str
    direction: str = Measure.Direction.UP
    on_return: bool = True


MEASURES = (
    StandardMeasure(
        code=codes.HOURS_PER_WEEK,
        name="Hours of help and care a week",
        definition="All recorded hours of the quarter's weeks, divided by the number of weeks.",
        unit=Measure.Unit.HOURS_PER_WEEK,
        aggregation=Measure.Aggregation.LATEST,
        source=Measure.Source.REGISTER,
    ),
    StandardMeasure(
        code=codes.ELIGIBLE_HOURS_PER_WEEK,
        name="Eligible hours a week",
        definition="Of those hours, the ones that new enterprises give, of kinds that stand in "
        "for home care, and that the council pays for.",
        unit=Measure.Unit.HOURS_PER_WEEK,
        aggregation=Measure.Aggregation.LATEST,
        source=Measure.Source.REGISTER,
        # Nobody could know it but the register, which a submitted return takes it from.
        on_return=False,
    ),
    StandardMeasure(
        code=codes.NEW_ENTERPRISES,
        name="New micro-enterprises",
        definition="Enterprises established in the quarter with the programme's support.",
        unit=Measure.Unit.COUNT,
        aggregation=Measure.Aggregation.SUM,
        source=Measure.Source.REGISTER,
    ),
    StandardMeasure(
        code=codes.ENQUIRIES,
        name="Enquiries from would-be micro-entrepreneurs",
        definition="Enquiries received in the quarter.",
        unit=Measure.Unit.COUNT,
        aggregation=Measure.Aggregation.SUM,
        source=Measure.Source.REGISTER,
    ),
    StandardMeasure(
        code=codes.EXPENDITURE,
        name="Expenditure",
        definition="What the programme spent in the quarter, without VAT that can be reclaimed.",
        unit=Measure.Unit.POUNDS,
        aggregation=Measure.Aggregation.SUM,
        source=Measure.Source.TYPED,
        direction=Measure.Direction.KEEP,
    ),
)
