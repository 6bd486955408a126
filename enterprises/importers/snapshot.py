"""The register as one examination, saving or undoing sees it: read once, in a fixed number of
queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Sum

from accounts.models import DeliveryPartner
from enterprises.matching import Known, Names, name_key, postcode_key, reference_key
from enterprises.models import (
    Enquiry,
    Enterprise,
    EnterpriseStage,
    ServiceType,
    TypicalWeek,
    WeeklyHours,
)
from enterprises.rollup import Step
from programmes.models import Programme


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage as recorded, or as it is to be: `number` is None before it is."""

    number: int | None
    stage: str
    on: date | None
    note: str = ""
    origin: int | None = None

    @property
    def step(self) -> Step:
        """The stage as the roll-up takes it."""
        return Step(self.stage, self.on)


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """An enterprise as recorded. `service_types` and `partner` are ids."""

    number: int
    reference: str
    name: str
    postcode: str
    traded_before_programme: bool | None
    partner: int | None
    edition: int
    service_types: tuple[int, ...] = ()
    stages: tuple[StageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """An enquiry as recorded; `enterprise` is an id."""

    number: int
    reference: str
    received_on: date
    heard_from: str
    area: str
    status: str
    status_on: date | None
    outcome: str
    enterprise: int | None
    edition: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """Measured hours of one kind and payer in one week."""

    number: int
    service_type: int
    payer: str
    hundredths: int
    entered_by: int
    entered_at: datetime
    origin: int | None


@dataclass(frozen=True, slots=True)
class TypicalRow:
    """A typical week of one kind and payer."""

    number: int
    enterprise: int
    valid_from: date
    valid_to: date | None
    service_type: int
    payer: str
    hundredths: int
    entered_by: int
    entered_at: datetime
    origin: int | None


# By enterprise and week (Monday).
Lines = dict[tuple[int, date], list[LineRow]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A council's kinds of help and delivery partners, by code or name and by id."""

    kinds: dict[str, int]
    kind_names: dict[int, str]
    partners: dict[str, int]
    partner_names: dict[int, str]

    @property
    def not_recorded(self) -> int | None:
        """The kind of help that stands for "not recorded"."""
        return self.kinds.get(ServiceType.NOT_RECORDED)

    def partner(self, name: str) -> int | None:
        """Return the partner of this name, however it is written."""
        return self.partners.get(name_key(name))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the council's other programmes hold: references in use, and names at postcodes."""

    references: frozenset[str]
    names: frozenset[tuple[str, str]]


def vocabulary(programme: Programme) -> Vocabulary:
    """Return the council's words: two queries."""
    kinds = list(
        ServiceType.objects.for_council(programme.council).values_list("id", "code", "name")
    )
    partners = list(
        DeliveryPartner.objects.for_council(programme.council).values_list("id", "name")
    )
    return Vocabulary(
        kinds={code: number for number, code, _ in kinds},
        kind_names={number: name for number, _, name in kinds},
        partners={name_key(name): number for number, name in partners},
        partner_names=dict(partners),
    )


def enterprises(programme: Programme) -> dict[int, EnterpriseRow]:
    """Return a programme's enterprises with their stages, by id: three queries."""
    stages: dict[int, list[StageRow]] = defaultdict(list)
    steps = EnterpriseStage.unscoped.filter(enterprise__programme=programme).order_by("id")
    for owner, number, stage, on, note, origin in steps.values_list(
        "enterprise_id", "id", "stage", "on", "note", "origin_id"
    ):
        stages[owner].append(StageRow(number, stage, on, note, origin))
    kinds: dict[int, list[int]] = defaultdict(list)
    chosen = Enterprise.service_types.through.objects.filter(enterprise__programme=programme)
    for owner, kind in chosen.order_by().values_list("enterprise_id", "servicetype_id"):
        kinds[owner].append(kind)
    rows = (
        Enterprise.objects.for_council(programme.council)
        .filter(programme=programme)
        .order_by("id")
        .values_list(
            *("id", "reference", "name", "postcode"),
            *("traded_before_programme", "partner_id", "edition"),
        )
    )
    return {
        number: EnterpriseRow(
            number=number,
            reference=reference,
            name=name,
            postcode=postcode,
            traded_before_programme=traded_before,
            partner=partner,
            edition=edition,
            service_types=tuple(sorted(kinds.get(number, ()))),
            stages=tuple(stages.get(number, ())),
        )
        for number, reference, name, postcode, traded_before, partner, edition in rows
    }


def names(known: Iterable[EnterpriseRow]) -> Names:
    """Return enterprises for finding them by what a list says."""
    return Names(Known(one.number, one.reference, one.name, one.postcode) for one in known)


def elsewhere(programme: Programme) -> Elsewhere:
    """Return what other programmes of the council hold: one query."""
    rows = (
        Enterprise.objects.for_council(programme.council)
        .exclude(programme=programme)
        .order_by()
        .values_list("reference", "name", "postcode")
    )
    found = list(rows)
    return Elsewhere(
        references=frozenset(reference_key(reference) for reference, _, _ in found if reference),
        names=frozenset((name_key(name), postcode_key(postcode)) for _, name, postcode in found),
    )


def enquiries(programme: Programme) -> dict[int, EnquiryRow]:
    """Return a programme's enquiries by id: one query."""
    rows = (
        Enquiry.objects.for_council(programme.council)
        .filter(programme=programme)
        .order_by("id")
        .values_list(
            *("id", "reference", "received_on", "heard_from", "area", "status"),
            *("status_on", "outcome", "enterprise_id", "edition"),
        )
    )
    return {row[0]: EnquiryRow(*row) for row in rows}


def enquiry_references_elsewhere(programme: Programme) -> frozenset[str]:
    """Return the references of enquiries in the council's other programmes: one query."""
    others = Enquiry.objects.for_council(programme.council).exclude(programme=programme)
    taken = others.exclude(reference="").order_by().values_list("reference", flat=True)
    return frozenset(reference_key(reference) for reference in taken)


def lines(programme: Programme, first: date, last: date) -> Lines:
    """Return the measured hours of the weeks from `first` to `last` (Mondays): one query."""
    found: Lines = defaultdict(list)
    rows = (
        WeeklyHours.objects.for_council(programme.council)
        .filter(programme=programme, week_start__range=(first, last))
        .order_by("id")
        .values_list(
            *("enterprise_id", "week_start", "id", "service_type_id", "payer"),
            *("hundredths", "entered_by_id", "entered_at", "origin_id"),
        )
    )
    for enterprise, week, *rest in rows:
        found[enterprise, week].append(LineRow(*rest))
    return dict(found)


def week_totals(programme: Programme, first: date, last: date) -> dict[int, dict[date, int]]:
    """Return the hundredths of each enterprise's measured weeks in that time: one query."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    rows = (
        WeeklyHours.objects.for_council(programme.council)
        .filter(programme=programme, week_start__range=(first, last))
        .order_by()
        .values_list("enterprise_id", "week_start")
        .annotate(total=Sum("hundredths"))
    )
    for enterprise, week, total in rows:
        found[enterprise][week] = total
    return dict(found)


@lru_cache(maxsize=10_000)
def day(text: str | None) -> date | None:
    """Return a day as changes hold it. The same few come again and again, and are kept once."""
    return date.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    """Return a moment as changes hold it."""
    return datetime.fromisoformat(text)


def typical(programme: Programme) -> dict[int, TypicalRow]:
    """Return a programme's typical weeks by id: one query."""
    rows = (
        TypicalWeek.unscoped.filter(enterprise__programme=programme)
        .order_by("id")
        .values_list(
            *("id", "enterprise_id", "valid_from", "valid_to", "service_type_id", "payer"),
            *("hundredths", "entered_by_id", "entered_at", "origin_id"),
        )
    )
    return {row[0]: TypicalRow(*row) for row in rows}
