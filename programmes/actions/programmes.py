"""Creating a programme and changing its settings."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.events import record
from accounts.models import Council, DeliveryPartner, User
from programmes import standard
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.models import Measure, Programme, QuarterlyReturn
from programmes.quarters import quarters
from programmes.signals import announce

CHANGEABLE = (
    "name",
    "reference",
    "description",
    "area",
    "phase",
    "partner",
    "start_date",
    "quarter_count",
    "weeks_rule",
    "return_due_days",
)
# Addresses under programmes/ that are pages of their own.
_TAKEN_ADDRESSES = frozenset({"new"})


@transaction.atomic
def create(
    *,
    council: Council,
    by: User,
    name: str,
    start_date: date,
    quarter_count: int,
    weeks_rule: str,
    reference: str = "",
    description: str = "",
    area: str = "",
    phase: str = Programme.Phase.ROLL_OUT,
    partner: DeliveryPartner | None = None,
    return_due_days: int = 28,
) -> Programme:
    """Make a programme with the measures every programme has.

    Its address is made from its name and never changes. Raises ValidationError for a value the
    programme cannot have, with the name of the field.
    """
    # Two of one name get an address each; no_key, because others may still name the council.
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    programme = Programme(
        council=council,
        slug=_address(council, name),
        name=name.strip(),
        reference=reference.strip(),
        description=description,
        area=area.strip(),
        phase=phase,
        partner=partner,
        start_date=start_date,
        quarter_count=quarter_count,
        weeks_rule=weeks_rule,
        return_due_days=return_due_days,
        created_by=by,
    )
    _check(programme)
    programme.save()
    measures = [
        Measure(
            programme=programme,
            code=kind.code,
            name=kind.name,
            definition=kind.definition,
            unit=kind.unit,
            direction=kind.direction,
            aggregation=kind.aggregation,
            source=kind.source,
            on_return=kind.on_return,
            position=place,
        )
        for place, kind in enumerate(standard.MEASURES, start=1)
    ]
    Measure.unscoped.bulk_create(measures)
    record(
        verb="programme.created",
        obj=programme,
        by=by,
        council=council,
        after=_settings(programme) | {"measures": [measure.code for measure in measures]},
    )
    return programme


@transaction.atomic
def change(
    *, programme: Programme, by: User, reason: str, edition: int | None = None, **changes: Any
) -> Programme:
    """Change settings of a programme, with the reason.

    Works the figures out again where dates or the weeks rule change. `edition` is what the page
    showed; without it the change is made on whatever is saved. Changing nothing does nothing.
    Raises EditedMeanwhile, ValidationError for a value the programme cannot have, and Refused
    where quarters would be cut off for which a return has been begun.
    """
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"A programme has no setting {', '.join(sorted(unknown))}.")
    saved: Programme = (
        Programme.unscoped.select_for_update(of=("self",))
        .select_related("council", "partner")
        .get(pk=programme.pk)
    )
    if edition is not None and saved.edition != edition:
        raise EditedMeanwhile(saved=saved, typed=changes)
    before = _settings(saved)
    for name, value in changes.items():
        setattr(saved, name, value.strip() if isinstance(value, str) else value)
    after = _settings(saved)
    changed = [name for name in CHANGEABLE if before[name] != after[name]]
    if not changed:
        return saved
    if not reason.strip():
        raise ValidationError({"reason": "Enter the reason for the change"})
    _check(saved)
    _refuse_to_cut_off_returns(saved)
    saved.edition += 1
    saved.save(update_fields=[*changed, "edition"])
    record(
        verb="programme.changed",
        obj=saved,
        by=by,
        council=saved.council,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=reason.strip(),
    )
    if {"start_date", "quarter_count"} & set(changed):
        announce(saved, cause="calendar")
    elif "weeks_rule" in changed:
        announce(saved, cause="weeks rule")
    return saved


def _address(council: Council, name: str) -> str:
    stem = slugify(name)[:50].strip("-") or "programme"
    taken = _TAKEN_ADDRESSES | set(
        Programme.objects.for_council(council)
        .filter(slug__startswith=stem)
        .values_list("slug", flat=True)
    )
    address, number = stem, 1
    while address in taken:
        number += 1
        address = f"{stem}-{number}"
    return address


def _check(programme: Programme) -> None:
    programme.full_clean(exclude=["council", "created_by"])
    if programme.partner is not None and programme.partner.council_id != programme.council_id:
        raise ValidationError({"partner": "Select a delivery partner of this council"})
    try:
        quarters(programme.start_date, programme.quarter_count)
    except ValueError as problem:
        message = "Enter a start date whose quarters end before the year 9999"
        raise ValidationError({"start_date": message}) from problem


def _refuse_to_cut_off_returns(programme: Programme) -> None:
    last = QuarterlyReturn.unscoped.filter(programme=programme).aggregate(
        last=Max("quarter_number")
    )["last"]
    if last is not None and last > programme.quarter_count:
        raise Refused(
            f"A return has been begun for quarter {last}, so the programme "
            f"needs at least {last} quarters."
        )


def _settings(programme: Programme) -> dict[str, Any]:
    return {name: getattr(programme, name) for name in CHANGEABLE}
