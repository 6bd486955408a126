"""The council's list of jobs, and the demonstration's outbox."""

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import actions
from accounts.models import Council, User
from accounts.roles import Role
from jobs.models import Job
from jobs.queue import enqueue

pytestmark = pytest.mark.django_db
PAGE = "/c/south-fenshire/jobs/"


@pytest.fixture
def council() -> Council:
    return Council.objects.create(name="South Fenshire", slug="south-fenshire")


def sign_in(client: Client, council: Council, role: Role) -> None:
    user = User.objects.create_user(f"{role}@{council.slug}.example", name=role.words)
    actions.grant(user=user, council=council, role=role, by=None)
    client.force_login(user)


def set_aside(council: Council) -> Job:
    with transaction.atomic():
        job = enqueue("jobs.send_mail", council=council, payload={})
    Job.unscoped.filter(pk=job.pk).update(
        state=Job.State.SET_ASIDE,
        attempts=3,
        finished_at=Now(),
        message="We tried three times.",
        detail="Traceback: secret",
    )
    return job


def test_the_administrator_sees_the_jobs_and_tries_one_again(
    client: Client, council: Council
) -> None:
    job = set_aside(council)
    sign_in(client, council, Role.ADMINISTRATOR)
    page = client.get(PAGE).content.decode()
    assert "We tried three times." in page
    assert "Send an e-mail" in page
    assert "secret" not in page
    assert f'action="{PAGE}{job.pk}/try-again/"' in page
    assert client.get(f"{PAGE}{job.pk}/try-again/").status_code == 405

    page = client.post(f"{PAGE}{job.pk}/try-again/", follow=True).content.decode()
    assert f"Job {job.pk} will be tried again." in page
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.QUEUED, 0)
    page = client.post(f"{PAGE}{job.pk}/try-again/", follow=True).content.decode()
    assert f"Job {job.pk} is being seen to already." in page


def test_the_auditor_looks_and_does_not_touch(client: Client, council: Council) -> None:
    job = set_aside(council)
    sign_in(client, council, Role.AUDITOR)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "try-again" not in page.content.decode()
    assert client.post(f"{PAGE}{job.pk}/try-again/").status_code == 403


def test_other_councils_jobs_are_neither_shown_nor_touched(
    client: Client, council: Council
) -> None:
    other = Council.objects.create(name="North Mereshire", slug="north-mereshire")
    theirs = set_aside(other)
    sign_in(client, council, Role.ADMINISTRATOR)
    page = client.get(PAGE).content.decode()
    assert "There has been no work to do yet." in page
    assert client.post(f"{PAGE}{theirs.pk}/try-again/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == Job.State.SET_ASIDE


def test_the_board_does_not_see_the_jobs(client: Client, council: Council) -> None:
    sign_in(client, council, Role.BOARD)
    assert client.get(PAGE).status_code == 403


def test_the_outbox_is_there_in_the_demonstration_without_a_mail_server_only(
    client: Client, settings: Settings
) -> None:
    assert client.get("/outbox/").status_code == 200
    settings.EMAIL_HOST = "mail.example"
    assert client.get("/outbox/").status_code == 404
    settings.EMAIL_HOST = ""
    settings.DEMONSTRATION = False
    assert client.get("/outbox/").status_code == 404
