"""Signing in and out, guessing, and the four steps of a forgotten password."""

import re

import pytest
from django.contrib.auth import SESSION_KEY, hashers
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import throttle
from accounts.models import Event, SignInFailure, User
from jobs.models import OutboxMail

pytestmark = pytest.mark.django_db

EMAIL = "ada@south-fenshire.example"
PASSWORD = "three-unrelated-words"
WRONG = "The email address or the password is not right"
TOO_MANY = "There were too many attempts"


@pytest.fixture(autouse=True)
def quick_hashes_and_the_real_outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "jobs.mail.OutboxBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada() -> User:
    return User.objects.create_user(EMAIL, PASSWORD, name="Ada Example")


def attempt(client: Client, password: str, *, email: str = EMAIL, ip: str = "192.0.2.1") -> str:
    """Try to sign in; return the status with the page."""
    page = client.post(
        "/sign-in/", {"username": email, "password": password}, REMOTE_ADDR=ip, follow=False
    )
    return f"{page.status_code} {page.content.decode()}"


def test_the_right_password_signs_in_and_leads_on(client: Client, ada: User) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    page = client.post(
        "/sign-in/", {"username": " Ada@South-Fenshire.example", "password": PASSWORD, "next": "/"}
    )
    assert page.headers["Location"] == "/"
    assert client.session[SESSION_KEY] == str(ada.pk)


def test_who_was_signed_out_is_told_that_what_was_sent_is_not_saved(client: Client) -> None:
    form = "http://testserver/c/south-fenshire/history/?kind=x"
    answer = client.post("/c/south-fenshire/", {}, HTTP_REFERER=form)
    assert answer.headers["Location"] == (
        "/sign-in/?next=/c/south-fenshire/history/%3Fkind%3Dx&unsaved=1"
    )
    assert "What you sent was not saved" in client.get(answer.headers["Location"]).text
    assert "not saved" not in client.get(client.get("/").headers["Location"]).text
    elsewhere = client.post("/c/south-fenshire/", {}, HTTP_REFERER="http://evil.example/x")
    assert elsewhere.headers["Location"] == "/sign-in/?next=/c/south-fenshire/&unsaved=1"


def test_nobody_is_led_away_from_the_site(client: Client, ada: User) -> None:
    page = client.post(
        "/sign-in/", {"username": EMAIL, "password": PASSWORD, "next": "//evil.example/"}
    )
    assert page.headers["Location"] == "/"


def test_the_same_words_for_a_wrong_password_and_an_unknown_address(
    client: Client, ada: User
) -> None:
    known = attempt(client, "wrong")
    unknown = attempt(client, "wrong", email="eve@south-fenshire.example")
    assert WRONG in known
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", known).replace(EMAIL, "") == token.sub("", unknown).replace(
        "eve@south-fenshire.example", ""
    )


def test_somebody_who_has_left_cannot_sign_in(client: Client, ada: User) -> None:
    User.objects.update(is_active=False)
    assert WRONG in attempt(client, PASSWORD)


def test_the_eleventh_attempt_is_refused_before_the_password_is_looked_at(
    client: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(throttle.MOST_FOR_ADDRESS):
        assert attempt(client, "wrong").startswith("200")
    looked = []
    monkeypatch.setattr(hashers, "verify_password", lambda *a, **k: looked.append(a))
    refused = attempt(client, PASSWORD)
    assert refused.startswith("429")
    assert TOO_MANY in refused
    assert looked == []


def test_a_guesser_elsewhere_does_not_lock_the_person_out(client: Client, ada: User) -> None:
    for _ in range(throttle.MOST_FOR_ADDRESS + 1):
        attempt(client, "wrong", ip="198.51.100.7")
    assert attempt(client, PASSWORD, ip="192.0.2.1").startswith("302")


def test_trying_many_addresses_from_one_place_is_refused(client: Client, ada: User) -> None:
    for number in range(throttle.MOST_FROM_PLACE):
        assert WRONG in attempt(client, "wrong", email=f"p{number}@council.example")
    assert TOO_MANY in attempt(client, PASSWORD)


def test_after_a_quarter_of_an_hour_one_may_try_again(client: Client, ada: User) -> None:
    for _ in range(throttle.MOST_FOR_ADDRESS + 1):
        attempt(client, "wrong")
    SignInFailure.objects.update(at=timezone.now() - throttle.WINDOW)
    assert attempt(client, PASSWORD).startswith("302")
    assert not SignInFailure.objects.exists()


def test_a_visitors_own_claim_of_where_they_are_is_not_believed(client: Client, ada: User) -> None:
    for number in range(throttle.MOST_FOR_ADDRESS + 1):
        page = client.post(
            "/sign-in/",
            {"username": EMAIL, "password": "wrong"},
            REMOTE_ADDR="192.0.2.1",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
        )
    assert page.status_code == 429


def test_behind_the_proxy_the_proxys_word_counts(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    for number in range(throttle.MOST_FOR_ADDRESS + 1):
        page = client.post(
            "/sign-in/",
            {"username": EMAIL, "password": "wrong"},
            REMOTE_ADDR="127.0.0.1",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.1",
        )
    assert page.status_code == 429
    assert attempt(client, PASSWORD, ip="127.0.0.1").startswith("302")


def test_addresses_are_not_kept_readable(client: Client) -> None:
    attempt(client, "wrong", email="secret.person@council.example")
    kept = SignInFailure.objects.get()
    assert "secret" not in kept.address_digest
    assert len(kept.address_digest) == 64


def test_signing_out_needs_a_post_and_ends_the_session(client: Client, ada: User) -> None:
    client.force_login(ada)
    cookie = client.cookies["sessionid"].value
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/signed-out/"
    client.cookies["sessionid"] = cookie
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    assert "You have signed out" in client.get("/signed-out/").content.decode()


def link_in_outbox() -> str:
    found = re.search(r"https?://testserver(/\S+)", OutboxMail.unscoped.latest("id").body)
    assert found
    return found.group(1)


def test_a_forgotten_password_is_replaced_by_way_of_the_outbox(client: Client, ada: User) -> None:
    assert client.get("/forgotten-password/").status_code == 200
    page = client.post("/forgotten-password/", {"email": EMAIL}, follow=True)
    assert "Check your email" in page.content.decode()
    assert 'href="/outbox/"' in page.content.decode()
    link = link_in_outbox()
    # The person is signed out, and must be able to read the mail.
    assert link in client.get("/outbox/").content.decode()

    form = client.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    address = form.redirect_chain[-1][0]
    assert link.split("/")[-2] not in address, "the token stays in no address"
    new = {"new_password1": "quite-another-password", "new_password2": "quite-another-password"}
    done = client.post(address, new, follow=True)
    assert "Your password has changed" in done.content.decode()
    assert Event.objects.filter(verb="person.password_changed", actor=ada).count() == 1
    assert attempt(client, "quite-another-password").startswith("302")
    again = client.get(link, follow=True).content.decode()
    assert "This link no longer works" in again


def test_a_poor_password_is_refused_with_a_reason(client: Client, ada: User) -> None:
    client.post("/forgotten-password/", {"email": EMAIL})
    address = client.get(link_in_outbox(), follow=True).redirect_chain[-1][0]
    page = client.post(address, {"new_password1": "short", "new_password2": "short"})
    assert "at least 12 characters" in page.content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, ada: User) -> None:
    pages = [
        client.post("/forgotten-password/", {"email": email}, follow=True).content
        for email in (EMAIL, "eve@south-fenshire.example")
    ]
    assert pages[0] == pages[1]
    assert OutboxMail.unscoped.count() == 1


def test_one_who_never_chose_a_password_can_ask_for_a_link(client: Client) -> None:
    User.objects.create_user(EMAIL, name="Ada Example")
    client.post("/forgotten-password/", {"email": EMAIL})
    assert OutboxMail.unscoped.count() == 1
