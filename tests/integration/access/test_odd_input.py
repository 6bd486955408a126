"""What no page sends ends in a page that says so, never in an error of ours."""

import pytest
from django.test import Client

from accounts.models import Council, DeliveryPartner
from enterprises.actions import register, service_types
from programmes.actions import programmes
from tests.integration.access import world
from tests.integration.access.expected import COUNCIL
from tests.integration.access.test_routes import address, allowed_and_refused

pytestmark = pytest.mark.django_db

# More than any database holds in a number.
HUGE = "9" * 30
ASKED = ("q", "page", "stage", "gap", "status", "verb", "quarter", "basis", "of", "show", "kind")


@pytest.fixture
def places() -> world.World:
    return world.build()


def client_for(places: world.World, name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(allowed_and_refused(places, COUNCIL[name])[0][0])
    return client


def test_a_null_character_in_an_address_is_a_bad_request(places: world.World) -> None:
    for name in COUNCIL:
        page = client_for(places, name).get(address(name, places), {"q": "a\0b"})
        assert page.status_code == 400, name
        assert "Content-Security-Policy" in page.headers
    page = client_for(places, "hours_week").get(address("hours_week", places)[:-1] + "%00/")
    assert page.status_code == 400


@pytest.mark.parametrize("value", [HUGE, "-1", "1e9", "\u0663", "\u202e", "'\"><script>"])
def test_odd_questions_are_answered(places: world.World, value: str) -> None:
    wrong = []
    for name in COUNCIL:
        page = client_for(places, name).get(address(name, places), dict.fromkeys(ASKED, value))
        if page.status_code >= 500:
            wrong.append(name)
        assert "'\"><script>" not in page.content.decode(errors="replace"), name
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("enterprise_new", "service_types"),
        ("enterprise_new", "partner"),
        ("enquiry_new", "enterprise"),
        ("typical_week_new", "service_type"),
        ("hours_week", "kind_0"),
        ("hours_of_quarter", "kind"),
    ],
)
def test_a_choice_that_no_database_can_hold_is_refused(
    places: world.World, name: str, box: str
) -> None:
    page = client_for(places, name).post(address(name, places), {box: HUGE})
    assert page.status_code == 422


def test_a_choice_of_another_council_or_programme_is_refused(places: world.World) -> None:
    south = Council.objects.get(slug="south")
    stranger, admin = places.stranger, places.people["administrator"]
    kind = service_types.set_up(council=south, by=stranger)["personal-care"].pk
    partner = DeliveryPartner.objects.for_council(south).get().pk
    programme = programmes.create(
        council=places.council,
        by=admin,
        name="Second",
        start_date=world.START,
        quarter_count=4,
        weeks_rule="business_case",
    )
    enterprise = register.add_enterprise(programme=programme, by=admin, name="Of the second").pk
    new = {"name": "New", "traded_before_programme": "no"}
    day = {"received_on-day": "9", "received_on-month": "1", "received_on-year": "2024"}
    enquiry = {"status": "open"} | day
    week = {"hours_0": "3", "payer_0": "unknown", "edition": "any"}
    wrong = []
    for name, whole, foreign in (
        ("enterprise_new", new, {"partner": partner}),
        ("enterprise_new", new | {"name": "Newer"}, {"service_types": kind}),
        ("enquiry_new", enquiry, {"enterprise": enterprise}),
        ("hours_week", week, {"kind_0": kind}),
        ("hours_of_quarter", {}, {"kind": kind}),
    ):
        client, url = client_for(places, name), address(name, places)
        if client.post(url, whole | foreign).status_code != 422:
            wrong.append(f"{name} takes {foreign}")
        # Without it the same is taken, or compared with what stands there now.
        if name != "hours_week" and client.post(url, whole).status_code != 302:
            wrong.append(f"{name} refuses {whole}")
    assert wrong == []
