"""How uploads end: by one that takes their place, with nothing in them, or built upon by others."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.integration.enterprises.making import words
from tests.integration.uploads.conversing import LIST, Talk
from uploads.later import built_on
from uploads.models import Upload

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

State = Upload.State
WRONG_DAY = LIST.replace("1 March 2022", "31 February 2022")


def test_a_corrected_file_takes_the_place_of_the_one_that_waited(talk: Talk) -> None:
    first = talk.hand_in(WRONG_DAY)
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url("upload_new") + f"?instead={first.pk}"
    assert b"which is given up when you upload this file" in client.get(url).content
    client.post(url, {"kind": "", "file": SimpleUploadedFile("List.pdf", b"%PDF-1.7")})
    assert talk.worked(first).state == State.CHECKED, "the new one was not taken in"
    client.post(url, {"kind": "", "file": SimpleUploadedFile("List.csv", LIST.encode())})
    assert talk.worked(first).state == State.DISCARDED
    second = talk.worked(Upload.unscoped.latest("pk"))
    assert (second.state, second.summary["open"]["fix"]) == (State.CHECKED, 0)
    talk.confirm(second)
    with_saved = talk.world.url("upload_new") + f"?instead={second.pk}"
    client.post(with_saved, {"kind": "", "file": SimpleUploadedFile("List.csv", LIST.encode())})
    assert talk.worked(second).state == State.SAVED


def test_what_stands_in_the_way_of_undoing_is_named_by_its_file(talk: Talk) -> None:
    first = talk.saved()
    hours = "Reference,Week beginning,Hours\nA1,10/1/2022,{}\n"
    second = talk.saved(hours.format(20), "First hours.csv")
    talk.saved("Reference,Week beginning,Hours\nA2,17/1/2022,5\n", "Others.csv")
    talk.saved(hours.format(21), "Second hours.csv")
    assert [one.file_name for one in built_on(second)] == ["Second hours.csv"]
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url("upload_undo", upload=first.pk)
    looked = client.get(url)
    assert looked.status_code == 200
    assert re.search(r"Take them back first: .+? , put in on [\w ]+ at \d\d:\d\d", words(looked))
    answer = client.post(url)
    assert answer.status_code == 422
    assert looked.context["reasons"] == answer.context["reasons"]
    assert looked.context["first"] == answer.context["first"]
    assert [one.file_name for one in answer.context["first"]] == [
        "Second hours.csv",
        "Others.csv",
        "First hours.csv",
    ]


def test_headings_without_rows_are_told_so(talk: Talk) -> None:
    upload = talk.hand_in("Reference,Name,Postcode,Established on\n")
    client = Client()
    client.force_login(talk.world.keeper)
    page = words(client.get(talk.world.url("upload_detail", upload=upload.pk)))
    assert "There are no rows under the headings." in page
    assert "The register says all of this already" not in page
