"""From a value on a page to the file, sheet and row it came from."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from enterprises import behind
from enterprises.actions import hours as hours_actions
from enterprises.actions import register
from enterprises.models import Enquiry, Enterprise, QuarterHours
from tests.integration.enterprises.making import START, World, words
from tests.integration.importers.lists import a_list, enterprises, put_in, taken_back, wide
from tests.integration.importers.rows_behind import browser, named
from uploads.models import Upload, UploadChange

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
FEN = "Fen Helpers"


@pytest.fixture
def reader(world: World) -> Client:
    """An auditor, who may see uploads and change nothing."""
    return browser(world, Role.AUDITOR)


@pytest.fixture
def keeper(world: World) -> Client:
    client = Client()
    client.force_login(world.keeper)
    return client


def fen_uploaded(world: World) -> tuple[Enterprise, Upload]:
    given = {
        "name": FEN,
        "postcode": "CB7 4EE",
        "traded_before": False,
        "service_types": ("personal-care", "meals"),
        "established_on": START,
        "partner": world.partner.name,
    }
    upload = named(put_in(world, enterprises({"name": "Ouse"}, given)), "register.xlsx")
    return Enterprise.unscoped.get(name=FEN), upload


def links(page: Any) -> dict[str, str]:
    """The words of each link of a page and where it leads."""
    found = re.findall(r'<a class="govuk-link" href="([^"]+)">(.*?)</a>', page.content.decode())
    return {" ".join(re.sub(r"<[^>]+>", " ", text).split()): href for href, text in found}


def test_each_value_of_an_enterprise_leads_to_its_row(world: World, reader: Client) -> None:
    fen, upload = fen_uploaded(world)
    href = world.url("upload_detail", upload=upload.pk)
    page = reader.get(world.url("enterprise_detail", enterprise=fen.pk))
    place = "register.xlsx, sheet “Enterprises”, row 3"
    assert links(page)[place] == href
    assert (
        f"{place} : name, postcode, traded before the programme, kinds of help, supported by"
    ) in words(page)
    assert f"from {place}" in words(page)  # of the stage
    assert reader.get(href).status_code == 200


def test_what_a_list_does_not_say_is_not_said_to_come_from_it(world: World, reader: Client) -> None:
    """The programme's partner supports a new enterprise; the file says nothing of it."""
    put_in(
        world, enterprises({"name": "Ouse", "established_on": START, "typical_hours": Decimal(5)})
    )
    ouse = Enterprise.unscoped.get(name="Ouse")
    assert ouse.partner == world.programme.partner is not None
    page = words(reader.get(world.url("enterprise_detail", enterprise=ouse.pk)))
    assert "sheet “Enterprises”, row 2 : name" in page
    assert "supported by" not in page
    said = {field["name"] for one in UploadChange.unscoped.all() for field in one.fields}
    assert {
        "Supported by (your list does not say)",
        "First week of these hours (your list does not say)",
    } <= said


def test_what_somebody_typed_since_is_the_files_no_more(world: World, reader: Client) -> None:
    fen, _ = fen_uploaded(world)
    register.change_enterprise(
        enterprise=fen,
        by=world.keeper,
        edition=fen.edition,
        name=FEN,
        reference="",
        postcode="CB6 1AB",
        traded_before_programme=False,
        service_types=list(fen.service_types.all()),
        partner=fen.partner,
    )
    page = words(reader.get(world.url("enterprise_detail", enterprise=fen.pk)))
    assert "row 3 : name, traded before the programme, kinds of help, supported by" in page


def test_each_week_leads_to_its_row_until_somebody_types_it(
    world: World, reader: Client, keeper: Client
) -> None:
    fen = world.enterprise(FEN)
    upload = named(put_in(world, wide({FEN: {START: 5, START + WEEK: 6}})), "hours.xlsx")
    href = world.url("upload_detail", upload=upload.pk)
    place = "hours.xlsx, sheet “Hours”, row 2"
    url = world.url("enterprise_detail", enterprise=fen.pk) + "?quarter=1"
    page = reader.get(url)
    assert links(page)[place] == href
    assert words(page).count(place) == 2
    week = world.url("hours_week", enterprise=fen.pk, week=START.isoformat())
    grids = (
        world.url("hours_of_quarter", enterprise=fen.pk, quarter=1),
        world.url("hours_of_week", week=START.isoformat()),
    )
    for address in (week, *grids):
        assert links(keeper.get(address))[place] == href, address
    hours_actions.record_weeks(
        enterprise=fen, by=world.keeper, weeks={START: [world.entry("7")]}, reason="Counted again"
    )
    again = words(reader.get(url))
    assert again.count(place) == 1
    assert "Measured Typed in" in again
    assert "typed in" in words(keeper.get(week))
    assert place not in links(keeper.get(grids[1]))


def test_typical_weeks_lead_to_their_row(world: World, reader: Client) -> None:
    fen = world.enterprise(FEN)
    rows = {"name": FEN, "hours": Decimal(12), "valid_from": START}
    named(put_in(world, a_list("typical", [rows], sheet="Usual")), "usual.csv")
    page = reader.get(world.url("enterprise_detail", enterprise=fen.pk) + "?quarter=1")
    assert "usual.csv, sheet “Usual”, row 2" in links(page)
    assert "Typical weeks, below" in links(page)


def test_each_enquiry_leads_to_its_row_until_it_is_changed(
    world: World, reader: Client, keeper: Client
) -> None:
    rows = [{"reference": "E1", "received_on": START, "area": "Ely", "status": "open"}]
    upload = named(put_in(world, a_list("enquiries", rows, sheet="Calls")), "calls.csv")
    href = world.url("upload_detail", upload=upload.pk)
    enquiry = Enquiry.unscoped.get()
    place = "calls.csv, sheet “Calls”, row 2"
    assert links(reader.get(world.url("enquiry_list")))[place] == href
    own = keeper.get(world.url("enquiry_edit", enquiry=enquiry.pk))
    assert f"{place} : date received, reference, area, status" in words(own)
    taken_back(upload, world.keeper)
    register.add_enquiry(programme=world.programme, by=world.keeper, received_on=START)
    page = words(reader.get(world.url("enquiry_list")))
    assert "Typed in" in page
    assert "calls.csv" not in page


def test_a_quarter_leads_to_enterprises_and_they_add_up(world: World, reader: Client) -> None:
    fen, ouse = world.enterprise(FEN), world.enterprise("Ouse Meals")
    mill = world.enterprise("Old Mill", since=START + WEEK * 20)
    upload = named(
        put_in(world, wide({FEN: {START: 5, START + WEEK: 6}, "Ouse Meals": {START: 1}})),
        "hours.xlsx",
    )
    world.record(ouse, START + WEEK, world.entry("2.5"))
    row = {"name": "Ouse Meals", "hours": Decimal(4), "valid_from": START + WEEK * 2}
    put_in(world, a_list("typical", [row]))
    quarter = world.programme.quarters()[0]
    parts = behind.parts_of(world.programme, quarter)
    assert [part.enterprise for part in parts] == [fen, ouse]
    assert mill not in [part.enterprise for part in parts]
    total = QuarterHours.unscoped.get(programme=world.programme, quarter_number=1)
    for name, added in (
        ("measured_hundredths", sum(part.measured or 0 for part in parts)),
        ("estimated_hundredths", sum(part.estimated or 0 for part in parts)),
        ("enterprise_weeks_due", sum(part.weeks_due for part in parts)),
        ("enterprise_weeks_recorded", sum(part.weeks_recorded for part in parts)),
    ):
        assert getattr(total, name) == added, name
    url = world.url("quarter_enterprises", quarter=1)
    assert url in reader.get(world.url("quarter_hours")).content.decode()
    page = reader.get(url)
    weeks = world.url("enterprise_detail", enterprise=fen.pk) + "?quarter=1#hours"
    assert links(page)["Weeks of Fen Helpers"] == weeks
    assert links(page)["hours.xlsx"] == world.url("upload_detail", upload=upload.pk)
    # No typical week is not nought hours of typical weeks.
    assert "Fen Helpers 11 – not known 2 of 13 hours.xlsx" in words(page)
    ouse_row = "hours.xlsx 1 week; typical weeks from list.xlsx; 1 week typed in"
    assert f"Ouse Meals 3.5 44 13 of 13 {ouse_row}" in words(page)
    assert "Together these are 14.5 measured hours and 44 hours of typical weeks" in words(page)
    assert reader.get(world.url("quarter_enterprises", quarter=7)).status_code == 404


def test_why_leads_to_the_files_and_says_them_to_who_may_not_open_them(world: World) -> None:
    world.enterprise(FEN)
    upload = named(put_in(world, wide({FEN: {START: 5, START + WEEK: 6}})), "hours.xlsx")
    world.record(world.enterprise("Ouse Meals"), START, world.entry("1"))
    href = world.url("upload_detail", upload=upload.pk)
    from cashflow.actions.recompute import recompute
    from tests.integration.cashflow import making

    making.published_assumptions(world.programme, world.keeper)
    recompute(world.programme)
    why = world.url("why", figure="hours-a-week", quarter=1)
    said = f"2 enterprise-weeks from hours.xlsx, uploaded by {world.keeper.name} on "
    page = browser(world, Role.AUDITOR).get(why)
    assert href in links(page).values()
    assert world.url("quarter_enterprises", quarter=1) in links(page).values()
    board = browser(world, Role.BOARD).get(why)
    for shown in (page, board):
        assert said in words(shown)
        assert "1 enterprise-week typed in" in words(shown)
    assert "/uploads/" not in board.content.decode()
    assert world.url("quarter_enterprises", quarter=1) not in links(board).values()
    rows = world.url("why_rows", quarter=1)
    assert links(board)["See each row that the hours came from, and how they add up"] == rows
    whole = "the uploaded files themselves, which can hold details of people: a council "
    for shown in (page, board):
        assert f"{whole}administrator, a commissioner or a delivery partner" in words(shown)


def test_the_history_leads_to_the_upload(world: World) -> None:
    _, upload = fen_uploaded(world)
    href = world.url("upload_detail", upload=upload.pk)
    page = browser(world, Role.AUDITOR).get(f"/c/{world.council.slug}/history/")
    assert links(page)[f"See upload {upload.pk}: register.xlsx"] == href


def test_the_pages_ask_the_same_for_2_and_for_20_rows(world: World, keeper: Client) -> None:
    def add(number: int) -> None:
        name = f"Enterprise {number}"
        world.enterprise(name)
        put_in(
            world,
            wide({name: {START + WEEK * (number % 13): 5}, FEN: {START + WEEK * (number % 13): 2}}),
            a_list("enquiries", [{"reference": f"E{number}", "received_on": START}]),
            a_list("typical", [{"name": name, "hours": Decimal(3), "valid_from": START}]),
        )

    fen = world.enterprise(FEN)
    pages = {
        world.url("enterprise_detail", enterprise=fen.pk) + "?quarter=1": 16,
        world.url("hours_of_quarter", enterprise=fen.pk, quarter=1): 12,
        world.url("hours_of_week", week=START.isoformat()): 12,
        world.url("enquiry_list"): 12,
        world.url("quarter_enterprises", quarter=1): 14,
        world.url("why_rows", quarter=1): 13,
        world.url("why_rows_csv", quarter=1): 13,
        world.url("why_counted", count="new-enterprises", quarter=1): 9,
        world.url("why_counted_csv", count="new-enterprises", quarter=1): 9,
        world.url("why_counted", count="enquiries", quarter=1): 12,
        world.url("why_counted_csv", count="enquiries", quarter=1): 12,
    }

    def asked() -> dict[str, int]:
        counts = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert keeper.get(page).status_code == 200
            counts[page] = len(queries)
        return counts

    add(0)
    add(13)
    few = asked()
    for number in range(1, 12):
        add(number)
    assert asked() == few
    for page, most in pages.items():
        assert few[page] <= most, (page, few[page])
