"""The work of this app that is done after the answer has gone out."""

from typing import Any

from enterprises.actions import rollups
from jobs.models import Job
from jobs.registry import handles
from programmes.models import Programme


@handles("enterprises.rebuild_rollups", doing="put the recorded hours into their quarters anew")
def rebuild_rollups(job: Job) -> dict[str, Any]:
    """Put every week of a programme into its quarter and add all quarters up."""
    programme = Programme.unscoped.get(pk=job.payload["programme"])
    rollups.rebuild(programme)
    return {"quarters": programme.quarter_count}
