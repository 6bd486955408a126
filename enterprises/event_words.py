"""What the history says of the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.event_words import fields_of
from accounts.history import Field, Kind, Said, Values, chosen, day_words, kind, plain, yes_no
from accounts.models import Council, Event
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, Payer


def _usual(values: Any) -> str:
    """Write the typical week that came with an enterprise, which holds still."""
    # In the order of the page: PostgreSQL keeps names in another.
    said = (
        (one.label, one.write(values[name])) for name, one in _TYPICAL.items() if name in values
    )
    return "; ".join(f"{label}: {words}" for label, words in said)


_ENTERPRISE = fields_of(Enterprise, "name", "reference", "postcode", "partner") | {
    "traded_before_programme": Field("Traded before the programme", yes_no()),
    "service_types": Field("Kinds of help"),
    "usual_hours": Field("Hours in a usual week", _usual),
}
_STAGE = {
    "stage": Field("Stage", chosen(dict(EnterpriseStage.Stage.choices))),
    "on": Field("Day", lambda day: plain(day) if day else "not known"),
    "note": Field("Note"),
}
_TYPICAL = {
    "valid_from": Field("From the week of"),
    "valid_to": Field("To the week of", lambda day: plain(day) if day else "still holds"),
    "hours": Field("Hours a week"),
    "service_type": Field("Kind of help"),
    "payer": Field("Who pays", chosen(dict(Payer.choices))),
}
_ENQUIRY = fields_of(
    Enquiry,
    *("received_on", "reference", "heard_from", "area"),
    *("status", "status_on", "outcome"),
    enterprise="enterprise that came of it",
)
_MARK = {
    "displaces_framework_care": Field("Stands in for framework home care", yes_no("not decided"))
}


def source(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for each verb of this app."""
    return {
        "enterprise.added": kind("Enterprise added", _ENTERPRISE),
        "enterprise.changed": kind("Enterprise changed", _ENTERPRISE),
        "enterprise.removed": kind("Enterprise removed", _ENTERPRISE),
        "enterprise.stage_added": kind("Stage recorded", _STAGE),
        "enterprise.stage_changed": kind("Stage corrected", _STAGE),
        "enterprise.stage_removed": kind("Stage removed", _STAGE),
        "typical_week.set": kind("Typical week given", _TYPICAL),
        "typical_week.changed": kind("Typical week changed", _TYPICAL),
        "typical_week.removed": kind("Typical week removed", _TYPICAL),
        "hours.recorded": Kind("Weekly hours recorded", _weeks),
        "service_types.set_up": Kind("Kinds of help set up", _kinds_of_help),
        "service_type.marked": kind("Kind of help marked", _MARK),
        "enquiry.added": kind("Enquiry added", _ENQUIRY),
        "enquiry.changed": kind("Enquiry changed", _ENQUIRY),
        "enquiry.removed": kind("Enquiry removed", _ENQUIRY),
    }


def _weeks(values: Values, about: str) -> Said:
    """Say each week by its Monday; one without lines has no hours recorded."""
    return {
        f"Week of {day_words(week)}": plain(lines) if lines else "not recorded"
        for week, lines in values.items()
    }


def _kinds_of_help(values: Values, about: str) -> Said:
    return {"Kinds of help": plain(list(values.values()))}
