"""What a list of enquiries does to the register, field by field. Blank never clears."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from enterprises.importers.enquiry_rows import EnquiryItem, Recorded
from enterprises.importers.snapshot import EnquiryRow
from enterprises.importers.touched import ENQUIRY
from enterprises.importers.work import NOT_IN_LIST, Work
from enterprises.matching import reference_key
from enterprises.models import Enquiry
from enterprises.words import day_words
from uploads.changes import ADDED, CHANGED, Change, FieldChange

LABELS = {
    "received_on": "Date received",
    "reference": "Reference",
    "heard_from": "How they heard of it",
    "area": "Area",
    "status": "Status",
    "status_on": "Date of that status",
    "outcome": "Outcome or reason",
    "enterprise": "Enterprise that came of it",
}

# A status makes no sense with the day, the outcome or the enterprise of another.
_STATUS = ("status", "Status, with its day, outcome and enterprise")
KEPT_AS = {name: (name, label) for name, label in LABELS.items()} | dict.fromkeys(
    ("status", "status_on", "outcome", "enterprise"), _STATUS
)


def build(work: Work, items: Sequence[EnquiryItem]) -> None:
    """Add the changes of all rows that can be used."""
    for item in items:
        if work.found.is_wrong(item.row) or (item.text("enterprise") and item.became is None):
            continue
        if item.became is not None and not item.became.settled:
            continue
        if item.meant is None:
            if item.key:
                work.change(_added(item))
            continue
        change = _changed(work, item, item.meant)
        if change is None:
            work.unchanged[ENQUIRY] += 1
        else:
            work.change(change)


def name_the_absent(work: Work, items: Sequence[EnquiryItem], recorded: Recorded) -> None:
    """Name the enquiries of the list's own time that the register has and the list does not."""
    days = [item["received_on"] for item in items if item["received_on"] is not None]
    if not days:
        return
    first, last, named = min(days), max(days), {item.meant.number for item in items if item.meant}
    work.absent["enquiries"] = tuple(
        label_of(one)
        for one in sorted(recorded.values(), key=lambda one: (one.received_on, one.number))
        if one.number not in named and first <= one.received_on <= last
    )


def values_of(one: EnquiryRow) -> dict[str, Any]:
    """Return what is recorded of an enquiry, as changes hold it."""
    return {name: plain(getattr(one, name)) for name in LABELS}


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value


def label_of(one: EnquiryRow) -> str:
    """Return an enquiry as lists name it."""
    return _label(one.reference, one.received_on, one.area)


def _label(reference: str, received_on: date, area: str) -> str:
    return reference or ", ".join(filter(None, (f"Enquiry of {day_words(received_on)}", area)))


def _given(item: EnquiryItem) -> dict[str, Any]:
    """Return what a row says; what it leaves blank is not there."""
    given: dict[str, Any] = {
        name: plain(item[name])
        for name in LABELS
        if name != "enterprise" and item[name] not in (None, "")
    }
    if item.became is not None:
        given["enterprise"] = item.became.plain
    return given


def _added(item: EnquiryItem) -> Change:
    blank: dict[str, Any] = dict.fromkeys(LABELS, "") | {"status_on": None, "enterprise": None}
    given = _given(item)
    after = blank | {"status": Enquiry.Status.OPEN.value} | given
    return Change(
        what=ENQUIRY,
        action=ADDED,
        label=_label(after["reference"], item["received_on"], after["area"]),
        sheet=item.row.sheet,
        row=item.row.number,
        fields=tuple(
            FieldChange(f"{LABELS[name]}{'' if name in given else NOT_IN_LIST}", "", words)
            for name, value in after.items()
            if (words := _words(name, value, item))
        ),
        after=after | {"alike": list(item.alike)},
    )


def _changed(work: Work, item: EnquiryItem, known: EnquiryRow) -> Change | None:
    recorded, given = values_of(known), _given(item)
    differing = [name for name in LABELS if name in given and _differs(name, recorded, given)]
    kept = work.kept(ENQUIRY, recorded, differing, KEPT_AS)
    changed = [name for name in differing if name not in kept]
    if not changed:
        return None
    linked = work.enterprises.get(known.enterprise) if known.enterprise else None
    return Change(
        what=ENQUIRY,
        action=CHANGED,
        label=label_of(known),
        sheet=item.row.sheet,
        row=item.row.number,
        fields=tuple(
            FieldChange(
                LABELS[name],
                (linked.name if linked else "")
                if name == "enterprise"
                else _words(name, recorded[name], item),
                _words(name, given[name], item),
            )
            for name in changed
        ),
        number=known.number,
        before={name: recorded[name] for name in changed},
        after={name: given[name] for name in changed},
    )


def _differs(name: str, recorded: dict[str, Any], given: dict[str, Any]) -> bool:
    if name == "reference":
        return reference_key(recorded[name]) != reference_key(given[name])
    return bool(recorded[name] != given[name])


def _words(name: str, value: Any, item: EnquiryItem) -> str:
    if value is None or value == "":
        return ""
    if name == "enterprise":
        return item.became.name if item.became else ""
    if name == "status":
        return str(Enquiry.Status(value).label)
    if name in ("received_on", "status_on"):
        return day_words(date.fromisoformat(value))
    return str(value)
