"""Setting up councils and people: pages and commands."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import actions
from accounts.models import Council, Event, Membership, User
from accounts.roles import Role
from jobs.models import OutboxMail

pytestmark = pytest.mark.django_db

NEW = {
    "name": "South Fenshire",
    "slug": "South-Fenshire",
    "administrator_name": "Ada Example",
    "administrator_email": "Ada@south-fenshire.example",
}


@pytest.fixture(autouse=True)
def the_real_outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "jobs.mail.OutboxBackend"


@pytest.fixture
def system(client: Client) -> Client:
    user = User.objects.create_user(
        "sys@council.example", name="Sys Example", is_system_administrator=True
    )
    client.force_login(user)
    return client


def test_the_first_council_is_added_with_its_administrator(system: Client) -> None:
    assert system.get("/").headers["Location"] == "/councils/"
    assert "There is no council yet" in system.get("/councils/").content.decode()
    page = system.post("/councils/", NEW, follow=True).content.decode()
    assert "South Fenshire was added." in page

    council = Council.objects.get()
    assert council.slug == "south-fenshire"
    person = User.objects.get(email="ada@south-fenshire.example")
    membership = Membership.objects.for_council(council).get()
    assert (membership.user, membership.role) == (person, Role.ADMINISTRATOR)
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["council.created", "person.created", "membership.granted"]
    assert "ada@" not in str(list(Event.objects.values("before", "after", "object_label")))

    mail = OutboxMail.unscoped.get()
    assert mail.to == ["ada@south-fenshire.example"]
    found = re.search(r"http://testserver(/new-password/\S+)", mail.body)
    assert found
    welcome = Client().get(found.group(1), follow=True).content.decode()
    assert "Choose a new password" in welcome


def test_setting_up_a_council_opens_none_of_its_pages(system: Client) -> None:
    system.post("/councils/", NEW)
    assert system.get("/c/south-fenshire/").status_code == 404


def test_a_person_who_is_there_already_keeps_name_and_password(system: Client) -> None:
    person = User.objects.create_user(
        "ada@south-fenshire.example", "three-unrelated-words", name="Ada"
    )
    system.post("/councils/", NEW)
    person.refresh_from_db()
    assert person.name == "Ada"
    assert person.check_password("three-unrelated-words")
    assert "new-password" not in OutboxMail.unscoped.get().body


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Enter the name of the council"),
        ({"slug": "South Fenshire"}, "Use small letters, digits and hyphens only"),
        ({"slug": "taken"}, "Another council has this short name"),
        ({"name": "Taken"}, "There is a council with this name already"),
        ({"administrator_email": "ada"}, "Enter an email address in the right form"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    system: Client, change: dict[str, str], words: str
) -> None:
    Council.objects.create(name="Taken", slug="taken")
    page = system.post("/councils/", {**NEW, **change}).content.decode()
    assert words.lower() in page.lower()
    assert (Council.objects.count(), User.objects.count()) == (1, 1)


def test_nobody_else_sees_that_page(client: Client) -> None:
    assert client.get("/councils/").headers["Location"].startswith("/sign-in/")
    client.force_login(User.objects.create_user("ada@council.example", name="Ada"))
    assert client.get("/councils/").status_code == 404
    assert client.post("/councils/", NEW).status_code == 404


def printed(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_the_command_makes_a_system_administrator_with_a_link(client: Client) -> None:
    said = printed("create_system_administrator", "--email", "S@council.example", "--name", "Sue")
    user = User.objects.get()
    assert (user.email, user.is_system_administrator) == ("s@council.example", True)
    assert not user.has_usable_password()
    found = re.search(r"http://127\.0\.0\.1:\d+(/new-password/\S+)", said)
    assert found
    assert "Choose a new password" in client.get(found.group(1), follow=True).content.decode()


def test_the_command_takes_a_password_from_the_environment_and_checks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = ("--email", "s@council.example", "--name", "Sue")
    monkeypatch.setenv("PM_PASSWORD", "short")
    with pytest.raises(CommandError, match="at least 12"):
        printed("create_system_administrator", *who)
    assert not User.objects.exists()
    monkeypatch.setenv("PM_PASSWORD", "three-unrelated-words")
    said = printed("create_system_administrator", *who)
    assert "three-unrelated-words" not in said
    assert User.objects.get().check_password("three-unrelated-words")


def test_the_command_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="email address"):
        printed("create_system_administrator", "--email", "sue", "--name", "Sue")


def test_new_passwords_for_invented_people_only(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    council = Council.objects.create(name="South Fenshire", slug="south-fenshire")
    invented = User.objects.create_user("ada@south-fenshire.example", name="Ada Example")
    actions.grant(user=invented, council=council, role=Role.FINANCE, by=None)
    real = User.objects.create_user("bea@fenshire.test", "three-unrelated-words", name="Bea")

    said = printed("new_demonstration_passwords")
    found = re.search(r"ada@south-fenshire\.example +(\S+) +Finance lead, South Fenshire", said)
    assert found
    invented.refresh_from_db()
    assert invented.check_password(found.group(1))
    real.refresh_from_db()
    assert real.check_password("three-unrelated-words")
    assert "bea@" not in said

    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstration only"):
        printed("new_demonstration_passwords")
