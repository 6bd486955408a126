"""Changes made as a person makes them: through a page's form as it was shown."""

from typing import Any

from django.test import Client
from django.urls import reverse

from config.forms import GdsDateField
from jobs import runner
from jobs.models import Job
from programmes.models import Programme


def typed_in(form: Any) -> dict[str, str]:
    """What a browser would send of the form as shown, nothing being changed."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, GdsDateField):
            for part in ("day", "month", "year"):
                sent[f"{bound.name}-{part}"] = "" if value is None else str(getattr(value, part))
        elif value not in (None, False):
            sent[bound.name] = str(getattr(value, "pk", value))
    return {**sent, "rows": str(getattr(form, "rows", 0))}


def change(client: Client, name: str, programme: Programme, **changes: str) -> None:
    """Send a page's form with some boxes changed; confirm where the page asks for it."""
    url = reverse(name, kwargs={"council": programme.council.slug, "programme": programme.slug})
    shown = client.get(url)
    assert shown.status_code == 200
    response = client.post(url, {**typed_in(shown.context["form"]), **changes})
    if response.status_code == 200 and not response.context["form"].errors:
        # The page has shown what follows from the change, and asks to confirm it.
        response = client.post(url, response.context["form"].data.dict())
    assert response.status_code == 302, response.content.decode()


def run_jobs() -> None:
    """Do the work that waits, as a worker would."""
    for job in Job.unscoped.filter(state=Job.State.QUEUED).order_by("id"):
        assert runner.run(job.pk)
