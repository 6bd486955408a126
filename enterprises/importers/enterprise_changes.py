"""What a list of enterprises does to the register, field by field. Blank never clears."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enterprises.importers import usual_of_new
from enterprises.importers.enterprise_rows import Item, Planned
from enterprises.importers.snapshot import EnterpriseRow, StageRow
from enterprises.importers.stage_plan import StagePlan
from enterprises.importers.touched import ENTERPRISE, TYPICAL
from enterprises.importers.typical_beside import Given
from enterprises.importers.work import NOT_IN_LIST, Place, Work
from enterprises.matching import reference_key
from enterprises.models import ServiceType
from enterprises.words import TRADED_BEFORE, day_words, stage_words
from uploads.changes import ADDED, CHANGED, Change, FieldChange

NO_DAY = "Day not known"

# By the name of a value: how pages name it.
LABELS = {
    "name": "Name",
    "reference": "Reference",
    "postcode": "Postcode",
    "traded_before_programme": "Traded before the programme",
    "service_types": "Kinds of help",
    "partner": "Supported by",
}
KEPT_AS = {name: (name, label) for name, label in LABELS.items()}


def values_given(work: Work, item: Item) -> dict[str, Any]:
    """Return what a row says of an enterprise's values; what it leaves blank is not there.

    Who says that a misspelt name means an enterprise does not give it that name.
    """
    names = ("reference", "postcode") if item.said_to_be else ("name", "reference", "postcode")
    given: dict[str, Any] = {name: words for name in names if (words := getattr(item, name))}
    if item["traded_before"] is not None:
        given["traded_before_programme"] = item["traded_before"]
    if item["service_types"]:
        given["service_types"] = sorted(
            work.vocabulary.kinds[code]
            for code in set(item["service_types"])
            if code != ServiceType.NOT_RECORDED
        )
    if item.text("partner"):
        given["partner"] = work.vocabulary.partner(item.text("partner"))
    return given


def build(work: Work, planned: Sequence[Planned], usual: Mapping[Place, Given]) -> None:
    """Add the changes of all rows that can be used; `usual` are the hours of a usual week that
    belong to a row which adds its enterprise."""
    for one in planned:
        item = one.item
        if work.found.is_wrong(item.row):
            continue
        if item.new:
            hours = usual.get(item.place)
            work.change(_added(work, item, one.stages, hours))
            if hours is not None:
                work.brought[TYPICAL] += 1
        elif item.meant is not None:
            change = _changed(work, item, item.meant, one.stages)
            if change is None:
                work.unchanged[ENTERPRISE] += 1
            else:
                work.change(change)


def name_the_absent(work: Work, items: Iterable[Item]) -> None:
    """Name what the register has and the lists do not; those that have closed are not missed."""
    named = {item.meant.number for item in items if item.meant}
    # One that an open question is about may be in the list.
    asked = {
        candidate.number
        for question in work.questions
        if not question.answer
        for candidate in question.candidates
    }
    work.absent["enterprises"] = tuple(
        sorted(
            one.name
            for number, one in work.enterprises.items()
            if number not in named | asked and not _has_closed(one)
        )
    )


def values_of(one: EnterpriseRow) -> dict[str, Any]:
    """Return what is recorded of an enterprise, as changes hold it."""
    return {
        "name": one.name,
        "reference": one.reference,
        "postcode": one.postcode,
        "traded_before_programme": one.traded_before_programme,
        "service_types": list(one.service_types),
        "partner": one.partner,
    }


def stage_values(rows: Iterable[StageRow]) -> list[dict[str, Any]]:
    """Return stages as changes hold them."""
    return [
        {
            "number": row.number,
            "stage": row.stage,
            "on": row.on.isoformat() if row.on else None,
            "note": row.note,
            "origin": row.origin,
        }
        for row in rows
    ]


def _added(work: Work, item: Item, stages: StagePlan, usual: Given | None) -> Change:
    given = values_given(work, item)
    after: dict[str, Any] = {
        "name": "",
        "reference": "",
        "postcode": "",
        "traded_before_programme": None,
        "service_types": [],
        # Whom a programme has as its partner supports its enterprises, as in the form.
        "partner": work.programme.partner_id,
        **given,
    }
    fields = [
        FieldChange(
            LABELS[name] if name in given else f"{LABELS[name]}{NOT_IN_LIST}",
            "",
            value_words(work, name, after[name]),
        )
        for name in LABELS
        if after[name] not in ("", None, [])
    ]
    return Change(
        what=ENTERPRISE,
        action=ADDED,
        label=after["name"],
        sheet=item.row.sheet,
        row=item.row.number,
        fields=(
            *fields,
            *_stage_fields((), stages.after),
            *(usual_of_new.fields(usual, work.vocabulary.kind_names) if usual else ()),
        ),
        after=after
        | {"stages": stage_values(stages.after), "alike": list(item.alike)}
        | ({"usual": usual_of_new.values(usual)} if usual else {}),
    )


def _changed(work: Work, item: Item, known: EnterpriseRow, stages: StagePlan) -> Change | None:
    recorded = values_of(known)
    given = values_given(work, item)
    differing = [name for name in LABELS if name in given and differs(name, recorded, given)]
    kept = work.kept(ENTERPRISE, recorded, differing, KEPT_AS)
    changed = [name for name in differing if name not in kept]
    before = {name: recorded[name] for name in changed}
    after = {name: given[name] for name in changed}
    fields = [
        FieldChange(
            LABELS[name],
            value_words(work, name, before[name]),
            value_words(work, name, after[name]),
        )
        for name in changed
    ]
    if stages.after != known.stages:
        before["stages"] = stage_values(known.stages)
        after["stages"] = stage_values(stages.after)
        fields += _stage_fields(known.stages, stages.after)
    if not after:
        return None
    return Change(
        what=ENTERPRISE,
        action=CHANGED,
        label=known.name,
        sheet=item.row.sheet,
        row=item.row.number,
        fields=tuple(fields),
        number=known.number,
        before=before,
        after=after,
    )


def differs(name: str, recorded: dict[str, Any], given: dict[str, Any]) -> bool:
    """Say whether a value is another one; a reference written in another way is the same, and a
    name in capitals alone, or in none, says nothing of how it is written."""
    if name == "reference":
        return reference_key(recorded[name]) != reference_key(given[name])
    if name == "name" and given[name] in (recorded[name].upper(), recorded[name].lower()):
        return False
    return bool(recorded[name] != given[name])


def value_words(work: Work, name: str, value: Any) -> str:
    """Return a value of an enterprise in words; "" where there is none."""
    if value is None or value == "":
        return ""
    if name == "traded_before_programme":
        return TRADED_BEFORE[value] or ""
    if name == "service_types":
        kinds = work.vocabulary.kind_names
        return ", ".join(words for number, words in kinds.items() if number in value)
    if name == "partner":
        return work.vocabulary.partner_names.get(value, "")
    return str(value)


def _stage_fields(before: Sequence[StageRow], after: Sequence[StageRow]) -> list[FieldChange]:
    known = {row.number: row for row in before}
    fields = []
    for row in after:
        old = known.get(row.number) if row.number is not None else None
        if old == row:
            continue
        was = (day_words(old.on) or NO_DAY) if old else ""
        fields.append(FieldChange(stage_words(row.stage), was, day_words(row.on) or NO_DAY))
    return fields


def _has_closed(one: EnterpriseRow) -> bool:
    closed = [row.on for row in one.stages if row.stage == "closed"]
    if not closed:
        return False
    later = [row.on for row in one.stages if row.stage != "closed" and row.on is not None]
    last = max((on for on in closed if on is not None), default=None)
    return last is None or all(on <= last for on in later)
