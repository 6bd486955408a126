"""What the history says of background work."""

import re
from collections.abc import Mapping, Sequence

from django.utils.text import capfirst

from accounts.history import Kind, Said, Values
from accounts.models import Council, Event
from jobs.registry import work_of

# A job's name ends in its kind, which is nothing to read.
_KIND = re.compile(r"job (\d+) \((\S+)\)")


def source(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for each verb of this app."""
    return {"job.retried": Kind("Set-aside job tried again", _nothing, _about)}


def _nothing(values: Values, about: str) -> Said:
    return {}


def _about(label: str) -> str:
    found = _KIND.fullmatch(label)
    work = work_of(found[2]) if found else None
    return f"Job {found[1]}: {capfirst(work.doing)}" if found and work else label
