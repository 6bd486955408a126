"""A password that would be guessed first is refused where passwords are chosen."""

import re
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import actions, guessable, passwords
from accounts.models import Council, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    council = Council.objects.create(name="West Mereshire Borough Council", slug="west-mere")
    user = User.objects.create_user("ada.quill@mail.example", name="Ada Quillington")
    actions.grant(user=user, council=council, role=Role.FINANCE, by=None)
    return user


def chosen(client: Client, user: User, password: str) -> list[str]:
    """Choose a password by the link; return what the page complains of, each thing once."""
    link = passwords.link_for(user, "http://testserver")
    address = client.get(link, follow=True).redirect_chain[-1][0]
    answer = client.post(address, {"new_password1": password, "new_password2": password})
    found = re.findall(r'<li><a href="#[^"]*">(.*?)</a></li>', answer.text, re.DOTALL)
    return [unescape(words).strip() for words in found]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("passwordpassword", guessable.COMMON),
        ("Quillington-ada-9", guessable.OWN_WORDS),
        ("WestMereshire2026", guessable.OWN_WORDS),
        # Not quite the name, which Django's comparison sees.
        ("quilington-dada", guessable.OWN_WORDS),
    ],
)
def test_the_page_says_why_once_and_keeps_the_old_password(
    client: Client, ada: User, password: str, reason: str
) -> None:
    assert chosen(client, ada, password) == [reason]
    ada.refresh_from_db()
    assert not ada.has_usable_password()


def test_unrelated_words_are_taken(client: Client, ada: User) -> None:
    assert chosen(client, ada, "seven-grey-herons-wading") == []
    ada.refresh_from_db()
    assert ada.check_password("seven-grey-herons-wading")


def test_the_command_knows_whose_password_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PM_PASSWORD", "castellan-noor-1974")
    with pytest.raises(CommandError, match="made of your name"):
        call_command(
            "create_system_administrator",
            *("--email", "n@platform.example", "--name", "Noor Castellan"),
            stdout=StringIO(),
        )
    assert not User.objects.exists()
