"""The list of all uploads, and the ways that lead to it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.integration.enterprises.making import a_running_world, words
from tests.integration.upload_pages.conftest import Visitor
from tests.uploaded import Maker
from uploads.models import Upload

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_what_it_is_for(keeper: Visitor, reader: Visitor) -> None:
    page = keeper.says("upload_list")
    assert "Nothing has been uploaded yet" in page
    assert "nothing changes in the register until you say so" in page
    assert "Get a blank template" in page
    assert "Upload a list" not in reader.says("upload_list")


def test_each_upload_says_who_when_and_what_came_of_it(keeper: Visitor, make: Maker) -> None:
    make.with_changes(1, 0, file_name="First.xlsx")
    make.upload("refused", file_name="Second.pdf", message="This is a PDF. Save it as .xlsx.")
    page = keeper.says("upload_list")
    assert page.index("Second.pdf") < page.index("First.xlsx")
    assert "This is a PDF" in page
    assert "Save it as" not in page
    assert "Would add 1 enterprise" in page
    assert f"by {make.by.name}" in page


def test_a_page_holds_25(keeper: Visitor, make: Maker) -> None:
    for number in range(26):
        make.upload(file_name=f"List {number}.xlsx")
    assert "List 0.xlsx" not in keeper.says("upload_list")
    assert "List 0.xlsx" in keeper.says("upload_list", query="?page=2")


def test_uploads_of_another_programme_are_not_in_it(keeper: Visitor, make: Maker) -> None:
    other = a_running_world(keeper.world)
    Maker(other.programme, make.by).upload(file_name="Of another.xlsx")
    keeper.world.programme = make.programme
    assert "Of another.xlsx" not in keeper.says("upload_list")


def test_the_registers_pages_lead_to_it(keeper: Visitor, reader: Visitor) -> None:
    new = keeper.url("upload_new")
    for name, kind in (
        ("enterprise_list", "enterprises"),
        ("enquiry_list", "enquiries"),
        ("quarter_hours", "hours"),
    ):
        assert f'href="{new}?kind={kind}"' in keeper.get(name).content.decode()
        assert new not in reader.get(name).content.decode()
        assert ">Uploads</a>" in reader.get(name).content.decode()
    keeper.world.enterprise()
    assert f'href="{new}?kind=enterprises"' in keeper.get("enterprise_list").content.decode()


def test_times_are_local(keeper: Visitor, make: Maker) -> None:
    made = make.upload()
    summer = timezone.now().replace(year=2022, month=7, day=1, hour=23, minute=30)
    Upload.unscoped.filter(pk=made.pk).update(uploaded_at=summer)
    assert "2 July 2022 00:30 by" in keeper.says("upload_list")
    Upload.unscoped.filter(pk=made.pk).update(uploaded_at=summer - timedelta(days=180))
    assert "2 January 2022 23:30 by" in keeper.says("upload_list")


def test_names_of_files_are_words_and_not_markup(keeper: Visitor, make: Maker) -> None:
    make.upload(file_name='"><img src=x onerror=1>.xlsx')
    answer = keeper.get("upload_list")
    assert "<img src=x" not in answer.content.decode()
    assert '"><img src=x onerror=1>.xlsx' in words(answer)


def test_an_upload_waits_for_the_person_who_handed_it_in(
    keeper: Visitor, reader: Visitor, make: Maker
) -> None:
    make.with_changes()
    assert "Waiting for you" in keeper.says("upload_list")
    assert f"Waiting for {make.by.name}" in reader.says("upload_list")
    assert "Waiting for you" not in reader.says("upload_list")


def test_files_to_be_decided_about_wait_on_the_first_page(
    keeper: Visitor, reader: Visitor, make: Maker
) -> None:
    made = make.with_changes(1, 0, file_name="Hours.xlsx")
    make.upload("saved", file_name="Done.xlsx")
    home = reverse("council_home", kwargs={"council": keeper.world.council.slug})
    page = keeper.client.get(home)
    assert "decide about your file Hours.xlsx" in words(page)
    assert "Would add 1 enterprise." in words(page)
    assert keeper.url("upload_detail", made) in page.content.decode()
    assert "Done.xlsx" not in words(page)
    assert "Hours.xlsx" not in words(reader.client.get(home))
