"""How long files are kept, and how what nobody decides about ends by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Event
from jobs import failpoints, runner
from jobs.models import Job
from tests.integration.enterprises.making import World, a_council, a_world
from tests.uploaded import Maker, change, problem
from uploads import limits, tasks
from uploads.actions import keeping, uploads
from uploads.errors import NotNow
from uploads.models import Upload, UploadAnswer, UploadChange, UploadFile, UploadProblem

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = timedelta(days=90, minutes=1)
NOT_YET = timedelta(days=89, hours=23)


@pytest.fixture
def world() -> World:
    return a_world(a_council())


@pytest.fixture
def make(world: World) -> Maker:
    return Maker(world.programme, world.keeper)


def ended(make: Maker, state: str, ago: timedelta, **more: Any) -> Upload:
    """An upload that ended so long ago, with all that a check and people leave behind."""
    over = timezone.now() - ago
    times: dict[str, Any] = {"ended_at": over}
    if state == "undone":
        times = {"ended_at": over - timedelta(days=400), "undone_at": over}
    upload = make.upload(state, problems=(problem(9),), changes=(change(0),), **times, **more)
    make.answer(upload, "fix", sheet="Hours", row=9, column=4, value="07700 900123")
    make.marked_up(upload)
    return upload


def rounds() -> list[Any]:
    """What a worker does within an hour: the chore, and the job that it queues."""
    tasks.queue_tidying()
    tasks.queue_tidying()  # every worker does so
    jobs = list(Job.unscoped.filter(kind="uploads.tidy", state=Job.State.QUEUED))
    for job in jobs:
        assert runner.run(job.pk)
    return [Job.unscoped.get(pk=job.pk).result for job in jobs]


def left_of(upload: Upload) -> dict[str, int]:
    models = (UploadFile, UploadProblem, UploadChange, UploadAnswer)
    return {model.__name__: model.unscoped.filter(upload=upload).count() for model in models}


WHOLE = {"UploadFile": 2, "UploadProblem": 1, "UploadChange": 1, "UploadAnswer": 1}


@pytest.mark.parametrize("state", ["refused", "failed", "discarded"])
def test_what_was_not_put_in_loses_its_file_and_keeps_its_line(make: Maker, state: str) -> None:
    upload = ended(make, state, LONG_AGO, message="It is damaged. Save it again.")
    assert rounds() == [{"given_up": 0, "files_removed": 1}]
    assert left_of(upload) == dict.fromkeys(WHOLE, 0)
    now = Upload.unscoped.get(pk=upload.pk)
    assert (now.state, now.sha256, now.file_name, now.message) == (
        state,
        upload.sha256,
        upload.file_name,
        "It is damaged. Save it again.",
    )
    assert (now.reading, now.summary) == ([], {})
    event = Event.objects.get(verb="upload.file_removed")
    assert (event.object_id, event.actor, event.council) == (
        str(upload.pk),
        None,
        upload.council,
    )


def test_what_was_taken_back_loses_its_file_and_keeps_what_it_had_changed(make: Maker) -> None:
    upload = ended(make, "undone", LONG_AGO)
    rounds()
    assert left_of(upload) == WHOLE | {"UploadFile": 0, "UploadProblem": 0}
    assert set(Upload.unscoped.get(pk=upload.pk).summary) == {"changes"}


@pytest.mark.parametrize(
    ("state", "ago"),
    [
        ("saved", timedelta(days=5000)),
        ("refused", NOT_YET),
        ("undone", NOT_YET),  # counted from the day on which it was taken back
        ("saving", timedelta(days=5000)),
    ],
)
def test_what_is_in_the_register_or_not_long_over_is_kept(
    make: Maker, state: str, ago: timedelta
) -> None:
    upload = ended(make, state, ago)
    assert rounds() == []
    assert left_of(upload) == WHOLE
    assert not keeping.remove_file(number=upload.pk, now=timezone.now())


def test_it_is_done_once_whoever_does_it_again(make: Maker) -> None:
    upload = ended(make, "refused", LONG_AGO)
    rounds()
    removed = Upload.unscoped.get(pk=upload.pk).file_removed_at
    assert rounds() == []
    assert not keeping.remove_file(number=upload.pk, now=timezone.now())
    assert Upload.unscoped.get(pk=upload.pk).file_removed_at == removed
    assert Event.objects.filter(verb="upload.file_removed").count() == 1


def test_who_is_stopped_midway_leaves_the_rest_for_the_next(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (ended(make, "refused", LONG_AGO) for _ in range(2))
    reached: list[str] = []

    def stop(name: str) -> None:
        reached.append(name)
        if len(reached) == 2:
            raise RuntimeError("the machine went away")

    monkeypatch.setattr(tasks, "reach", stop)
    tasks.queue_tidying()
    job = Job.unscoped.get(kind="uploads.tidy")
    runner.run(job.pk)
    assert left_of(first)["UploadFile"] == 0
    assert left_of(second) == WHOLE
    assert Job.unscoped.get(pk=job.pk).state == Job.State.QUEUED
    monkeypatch.setattr(tasks, "reach", failpoints.reach)
    Job.unscoped.update(available_at=timezone.now() - timedelta(seconds=1))
    assert runner.run(job.pk)
    assert left_of(second)["UploadFile"] == 0
    assert Event.objects.filter(verb="upload.file_removed").count() == 2


def test_a_removal_that_fails_removes_nothing(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = ended(make, "refused", LONG_AGO)

    def fail(**_: Any) -> None:
        raise RuntimeError("no event, no removal")

    monkeypatch.setattr(keeping, "record", fail)
    with pytest.raises(RuntimeError):
        keeping.remove_file(number=upload.pk, now=timezone.now())
    assert left_of(upload) == WHOLE
    assert Upload.unscoped.get(pk=upload.pk).file_removed_at is None


def test_what_nobody_decides_about_is_given_up_and_its_file_goes_later(make: Maker) -> None:
    now = timezone.now()
    old = ended(make, "checked", timedelta(0), checked_at=now - LONG_AGO)
    recent = ended(make, "checked", timedelta(0), checked_at=now - NOT_YET)
    # Of before there was a note of when it was checked: since it came.
    without = ended(make, "checked", timedelta(0))
    Upload.unscoped.filter(pk=without.pk).update(uploaded_at=now - LONG_AGO)
    assert rounds() == [{"given_up": 2, "files_removed": 0}]
    for one in (old, without):
        given_up = Upload.unscoped.get(pk=one.pk)
        assert given_up.state == "discarded"
        assert given_up.message == keeping.FORGOTTEN
        assert left_of(one)["UploadFile"] == 2
    assert Upload.unscoped.get(pk=recent.pk).state == "checked"
    assert Event.objects.filter(verb="upload.forgotten").count() == 2
    assert rounds() == []
    assert keeping.remove_file(number=old.pk, now=timezone.now() + LONG_AGO)


def test_a_check_that_ends_begins_the_time_anew(make: Maker, world: World) -> None:
    upload = uploads.receive(
        programme=world.programme,
        by=world.keeper,
        file_name="List.csv",
        content=b"Name,Postcode\nElla,CB7 4EE\n",
        kind="",
    )
    Upload.unscoped.update(uploaded_at=timezone.now() - LONG_AGO)
    runner.run(Job.unscoped.get(kind="uploads.check").pk)
    upload.refresh_from_db()
    assert (upload.state, rounds()) == ("checked", [])


def test_a_file_that_is_gone_is_neither_checked_nor_saved_nor_given_up_again(
    make: Maker, world: World
) -> None:
    upload = ended(make, "failed", LONG_AGO, confirmed_by=world.keeper, confirmed_at=timezone.now())
    rounds()
    job = Job(kind="uploads.save", payload={"upload": upload.pk})
    for work in (tasks.check, tasks.save):
        with transaction.atomic():
            assert work(job) == {"skipped": "file removed"}
    for act in (uploads.discard, uploads.check_again):
        with pytest.raises(NotNow):
            act(upload=upload, by=world.keeper)
    assert Upload.unscoped.get(pk=upload.pk).state == "failed"


def test_the_database_keeps_a_file_of_the_register_from_being_marked_as_removed(
    make: Maker,
) -> None:
    upload = make.upload("saved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.unscoped.filter(pk=upload.pk).update(file_removed_at=timezone.now())


def test_the_page_of_limits_says_what_happens() -> None:
    words = " ".join(limits.in_words())
    assert f"for {limits.GIVEN_UP_AFTER.days} days is given up" in words
    assert f"removed {limits.KEPT_AFTER_END.days} days after" in words
