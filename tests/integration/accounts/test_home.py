"""Where a person arrives after signing in, and what the frame of each page offers."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import actions, home
from accounts.access import Access
from accounts.models import Council, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db

SignedIn = Callable[..., Client]


@pytest.fixture
def fenshire() -> Council:
    return Council.objects.create(name="South Fenshire", slug="south-fenshire")


@pytest.fixture
def mereshire() -> Council:
    return Council.objects.create(name="North Mereshire", slug="north-mereshire")


@pytest.fixture
def signed_in() -> SignedIn:
    def made(*places: tuple[Council, Role], system: bool = False) -> Client:
        user = User.objects.create_user(
            "ada@south-fenshire.example", name="Ada Example", is_system_administrator=system
        )
        for council, role in places:
            actions.grant(user=user, council=council, role=role, by=None)
        client = Client()
        client.force_login(user)
        return client

    return made


@pytest.fixture(autouse=True)
def no_other_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_work", [])
    monkeypatch.setattr(home, "_places", [])


def test_one_council_is_entered_at_once(signed_in: SignedIn, fenshire: Council) -> None:
    client = signed_in((fenshire, Role.BOARD), (fenshire, Role.FINANCE))
    assert client.get("/").headers["Location"] == "/c/south-fenshire/"
    page = client.get("/c/south-fenshire/").content.decode()
    assert "Finance lead, Board member" in page
    assert "Demonstration figures" in page


def test_of_several_councils_one_is_chosen(
    signed_in: SignedIn, fenshire: Council, mereshire: Council
) -> None:
    client = signed_in((fenshire, Role.BOARD), (mereshire, Role.BOARD))
    page = client.get("/").content.decode()
    assert 'href="/c/south-fenshire/"' in page
    assert 'href="/c/north-mereshire/"' in page


def test_a_person_of_no_council_is_told_what_to_do(signed_in: SignedIn) -> None:
    page = signed_in().get("/")
    assert page.status_code == 200
    assert "You have no council yet" in page.content.decode()


def test_another_council_does_not_exist_for_a_stranger(
    signed_in: SignedIn, fenshire: Council, mereshire: Council
) -> None:
    client = signed_in((fenshire, Role.ADMINISTRATOR))
    there = client.get("/c/north-mereshire/")
    nowhere = client.get("/c/no-such-council/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert "North Mereshire" not in there.content.decode()


def test_work_that_waits_stands_in_order_with_its_day_in_words(
    signed_in: SignedIn, fenshire: Council
) -> None:
    today = timezone.localdate()

    def provider(access: Access, day: date) -> list[home.Work]:
        assert access.council == fenshire
        return [
            home.Work("Approve Y1 Q2", "/approve/", "Sent by Ben Example", kind="To approve"),
            home.Work("Return for Y1 Q3", "/later/", due=day + timedelta(days=9)),
            home.Work("Return for Y1 Q1", "/overdue/", due=date(2024, 4, 28)),
        ]

    home.register(provider)
    home.register_places(lambda access: [home.Place("Micro-enterprises", "/dashboard/")])
    page = signed_in((fenshire, Role.COMMISSIONER)).get("/c/south-fenshire/").content.decode()
    places = [page.index(f'href="{href}"') for href in ("/overdue/", "/later/", "/approve/")]
    assert places == sorted(places)
    assert "Overdue since 28 April 2024" in page
    later = today + timedelta(days=9)
    assert f"Due {later.day} {later:%B %Y}" in page
    assert "To approve" in page
    assert 'href="/dashboard/"' in page


def test_an_empty_home_says_so(signed_in: SignedIn, fenshire: Council) -> None:
    page = signed_in((fenshire, Role.BOARD)).get("/c/south-fenshire/").content.decode()
    assert "Nothing is waiting for you today." in page
    assert "There is no programme here yet" in page


def test_the_menu_holds_what_the_role_may_follow(signed_in: SignedIn, fenshire: Council) -> None:
    page = signed_in((fenshire, Role.BOARD)).get("/c/south-fenshire/").content.decode()
    assert "/c/south-fenshire/history/" not in page
    User.objects.all().update(email="other@south-fenshire.example")
    page = signed_in((fenshire, Role.AUDITOR)).get("/c/south-fenshire/history/").content.decode()
    assert page.count('aria-current="true"') == 1
    current = page[page.index('aria-current="true"') - 60 : page.index('aria-current="true"')]
    assert "/c/south-fenshire/history/" in current


def test_the_frame_asks_the_database_nothing(
    signed_in: SignedIn, fenshire: Council, django_assert_num_queries: Callable[..., object]
) -> None:
    client = signed_in((fenshire, Role.ADMINISTRATOR), system=True)
    # Session, person, memberships: no more for the frame.
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        client.get("/c/south-fenshire/")


def test_pages_of_nobody_work_without_signing_in(client: Client) -> None:
    for path in ("/sign-in/", "/signed-out/", "/forgotten-password/", "/outbox/", "/help/"):
        assert client.get(path).status_code == 200, path


def test_health_answers_anyone(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert client.post("/health/").status_code == 405
