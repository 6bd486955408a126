"""What a list would do is counted as it will be, also what comes with something else."""

import pytest

from accounts.models import Event
from enterprises.models import TypicalWeek
from tests.integration.uploads.conversing import LIST, Talk

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]


def test_hours_that_come_with_new_enterprises_are_counted_as_they_will_be(talk: Talk) -> None:
    first, *rest = LIST.splitlines()
    hours = "\n".join([f"{first},Hours a week", f"{rest[0]},5", f"{rest[1]},", *rest[2:]])
    upload = talk.hand_in(hours)
    assert upload.summary["changes"] == {
        "enterprise": {"added": 2, "changed": 0},
        "typical": {"added": 1, "changed": 0},
    }
    upload = talk.confirm(upload)
    assert TypicalWeek.unscoped.count() == 1
    event = Event.objects.get(verb="upload.confirmed")
    assert (event.after or {})["changes"] == upload.summary["changes"]
