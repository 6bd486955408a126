"""Nobody can have another person's mailbox filled."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import throttle
from accounts.models import SignInFailure, User
from jobs.models import OutboxMail

pytestmark = pytest.mark.django_db

EMAIL = "ada@south-fenshire.example"


@pytest.fixture(autouse=True)
def the_real_outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "jobs.mail.OutboxBackend"
    for email in (EMAIL, "bea@south-fenshire.example"):
        User.objects.create_user(email, name="Ada Example")


def ask(email: str = EMAIL, ip: str = "192.0.2.1") -> str:
    page = Client().post("/forgotten-password/", {"email": email}, REMOTE_ADDR=ip, follow=True)
    return page.content.decode()


def test_one_address_gets_only_so_many_links_wherever_they_are_asked_for() -> None:
    pages = {ask(ip=f"192.0.2.{number}") for number in range(throttle.MOST_LETTERS + 3)}
    assert len(pages) == 1, "the page does not tell"
    assert OutboxMail.unscoped.count() == throttle.MOST_LETTERS
    ask("bea@south-fenshire.example")
    assert OutboxMail.unscoped.count() == throttle.MOST_LETTERS + 1


def test_one_place_cannot_ask_for_everybody() -> None:
    for number in range(throttle.MOST_FROM_PLACE):
        ask(f"p{number}@council.example")
    ask()
    assert not OutboxMail.unscoped.exists()
    ask(ip="192.0.2.2")
    assert OutboxMail.unscoped.count() == 1


def test_after_a_quarter_of_an_hour_links_are_sent_again() -> None:
    for _ in range(throttle.MOST_LETTERS + 1):
        ask()
    for failure in SignInFailure.objects.all():
        SignInFailure.objects.filter(pk=failure.pk).update(at=failure.at - throttle.WINDOW)
    ask()
    assert OutboxMail.unscoped.count() == throttle.MOST_LETTERS + 1
