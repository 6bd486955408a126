"""From a row whose enterprise is not in the register to the form that adds it, and back."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from enterprises.importers import RegisterImporter
from enterprises.models import Enterprise
from jobs.models import Job
from tests.integration.enterprises.making import World, a_council, a_world, words
from tests.uploaded import Maker, heading, problem, reading
from uploads.models import Upload
from uploads.problems import Problem, Severity

pytestmark = pytest.mark.django_db

HOURS = reading(
    "Hours",
    kind="hours",
    headings=[heading(0, "Ref", "reference"), heading(1, "Name", "name"), heading(2, "W1", "week")],
)


def missing(row: int, name: str = "Ouse & Sons", **more: Any) -> dict[str, Any]:
    given = {
        "code": "hours.unknown_enterprise",
        "message": "This enterprise is neither in the register nor in this file",
        "remedy": "Correct its name or reference, or add it to the register first",
        "value": name,
        "whose": name,
    }
    return problem(row, 1, **(given | more))


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.keeper)
    return client


def listed(world: World, *problems: dict[str, Any]) -> Upload:
    return Maker(world.programme, world.keeper).upload(problems=problems, reading=[HOURS])


def links(page: Any) -> list[str]:
    return [
        html.unescape(found)
        for found in re.findall(
            r'href="([^"]*/enterprises/new/[^"]*upload=\d+)"', page.content.decode()
        )
    ]


def form(**more: str) -> dict[str, Any]:
    return {"name": "Ouse & Sons", "traded_before_programme": "no"} | more


def test_the_page_leads_to_the_form_once_for_each_enterprise(world: World, client: Client) -> None:
    upload = listed(
        world, missing(5), missing(6), missing(7, "Lode Care"), problem(8, 1, whose="Fen Helpers")
    )
    page = client.get(world.url("upload_problems", upload=upload.pk))
    first, second = links(page)
    assert "Add Ouse & Sons to the register (opens in a new tab)" in words(page)
    assert second.endswith(f"?name=Lode+Care&upload={upload.pk}")
    assert 'value="Ouse &amp; Sons"' in client.get(first).content.decode()


def test_a_reference_is_not_taken_for_a_name(world: World) -> None:
    upload = listed(world)
    row = Problem(
        code="typical.unknown_enterprise",
        severity=Severity.FIX,
        message="",
        remedy="",
        value="F 12",
        whose="F 12",
    )
    address = RegisterImporter().to_add(upload, row, "reference")
    assert address.endswith(f"?reference=F+12&upload={upload.pk}")


def test_once_it_is_added_the_list_is_checked_again(world: World, client: Client) -> None:
    upload = listed(world, missing(5))
    (address,) = links(client.get(world.url("upload_problems", upload=upload.pk)))
    answer = client.post(address, form())
    assert answer.headers["Location"] == world.url("upload_detail", upload=upload.pk)
    assert Enterprise.unscoped.filter(name="Ouse & Sons").exists()
    upload.refresh_from_db()
    assert upload.state == "waiting"
    assert Job.unscoped.filter(kind="uploads.check", payload__upload=upload.pk).exists()
    page = client.get(answer.headers["Location"])
    assert "Ouse & Sons is in the register. Your list is being checked again." in words(page)


def test_a_form_that_is_refused_keeps_where_it_leads(world: World, client: Client) -> None:
    upload = listed(world, missing(5))
    address = f"{world.url('enterprise_new')}?name=Ouse&upload={upload.pk}"
    page = client.post(address, form(name="", reference="F1"))
    assert page.status_code == 422
    assert f'href="{world.url("upload_detail", upload=upload.pk)}"' in page.content.decode()
    assert 'value="F1"' in page.content.decode()


def test_a_list_that_was_given_up_meanwhile_does_not_cost_the_enterprise(
    world: World, client: Client
) -> None:
    upload = Maker(world.programme, world.keeper).upload("discarded")
    address = f"{world.url('enterprise_new')}?upload={upload.pk}"
    answer = client.post(address, form())
    assert Enterprise.unscoped.filter(name="Ouse & Sons").exists()
    assert "Ouse & Sons is in the register." in words(client.get(answer.headers["Location"]))
    upload.refresh_from_db()
    assert upload.state == "discarded"


@pytest.mark.parametrize("number", ["", "x", "٣", "9" * 30, "0"])
def test_a_number_that_is_no_upload_of_the_programme(
    world: World, client: Client, number: str
) -> None:
    page = client.get(f"{world.url('enterprise_new')}?upload={number}")
    assert page.status_code == (404 if number.isdecimal() and number.isascii() else 200)


def test_an_upload_of_another_council_is_not_there(world: World, client: Client) -> None:
    other = a_world(a_council("Otherham"))
    theirs = Maker(other.programme, other.keeper).upload()
    address = f"{world.url('enterprise_new')}?upload={theirs.pk}"
    assert client.get(address).status_code == 404
    assert client.post(address, form()).status_code == 404
    assert not Enterprise.unscoped.exists()
    theirs.refresh_from_db()
    assert theirs.state == "checked"
