"""What an enquiry cannot say: the rules that the form and lists share (pure)."""

from datetime import date

RECEIVED_AHEAD = "The date received must be today or in the past"
STATUS_AHEAD = "The date of the status must be today or in the past"
STATUS_TOO_EARLY = "The date of the status must not be before the enquiry was received"
ONLY_DISTRICT = "Enter only the first part of the postcode, like CB7"


def wrong_days(received_on: date, status_on: date | None, today: date) -> dict[str, str]:
    """Return what is wrong with the days of an enquiry, by field; the first thing only."""
    if received_on > today:
        return {"received_on": RECEIVED_AHEAD}
    if status_on is not None and status_on > today:
        return {"status_on": STATUS_AHEAD}
    if status_on is not None and status_on < received_on:
        return {"status_on": STATUS_TOO_EARLY}
    return {}
