"""The conversation about an upload in a real browser, with scripts and without."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import assert_sound
from tests.browser.conftest import NewPage
from tests.browser.pages import CAMBRIDGESHIRE
from tests.browser.prepared_uploads import NUMBERS
from tests.browser.site import Site
from uploads.limits import MOST_FILE_BYTES

PARTNER = "partner@cambridgeshire.example"
WITH: dict[str, Any] = {}
WITHOUT: dict[str, Any] = {"java_script_enabled": False}
SCRIPTS = pytest.mark.parametrize("options", [WITH, WITHOUT], ids=["scripts", "no scripts"])


@pytest.fixture
def opened(prepared: Site, browser: Browser, new_page: NewPage) -> Any:
    """Opens a page of a prepared upload as the delivery partner."""
    session = prepared.session(browser, PARTNER)

    def go(route: str, which: str = "", **options: Any) -> Page:
        page = new_page(storage_state=session, **options)
        more = {"upload": NUMBERS[which]} if which else {}
        page.goto(prepared.url(route, **CAMBRIDGESHIRE, **more))
        return page

    return go


def change(site: Site, which: str, **values: str) -> None:
    """Change a prepared upload as the worker would."""
    site.run(
        "from uploads.models import Upload\n"
        f"Upload.unscoped.filter(pk={NUMBERS[which]}).update(**{values!r})"
    )


def answers(site: Site, which: str) -> list[list[Any]]:
    """What was decided about a prepared upload."""
    printed = site.run(
        "import json\nfrom uploads.models import UploadAnswer\n"
        f"rows = UploadAnswer.unscoped.filter(upload={NUMBERS[which]})\n"
        "print(json.dumps([[r.about, r.row, r.column, r.key, r.value] for r in rows]))"
    )
    found: list[list[Any]] = json.loads(printed.strip().splitlines()[-1])
    return found


def test_the_page_says_what_is_done_and_shows_itself_anew_when_it_is_ready(
    prepared: Site, opened: Any
) -> None:
    page = opened("upload_detail", "to_watch")
    status = page.get_by_role("status")
    expect(status).to_have_text("Reading the file")
    change(prepared, "to_watch", step="Comparing with the register")
    expect(status).to_have_text("Comparing with the register")
    change(prepared, "to_watch", state="refused", step="", message="There is nothing in it.")
    expect(page.locator("h1")).to_have_text("We could not use this file")
    expect(page.get_by_text("There is nothing in it.")).to_be_visible()


def test_without_scripts_a_link_shows_whether_it_is_ready(prepared: Site, opened: Any) -> None:
    page = opened("upload_detail", "to_ask", **WITHOUT)
    page.get_by_role("button", name="See if it is ready").click()
    expect(page.locator("h1")).to_have_text("We are reading your file")
    change(prepared, "to_ask", state="refused", step="", message="There is nothing in it.")
    page.get_by_role("button", name="See if it is ready").click()
    expect(page.locator("h1")).to_have_text("We could not use this file")


def test_a_marked_up_workbook_is_offered_without_losing_what_is_typed(
    prepared: Site, opened: Any
) -> None:
    page = opened("upload_problems", "to_mark")
    page.get_by_label("E9", exact=False).first.fill("12.5")
    link = page.get_by_role("link", name="Download your workbook with the problems marked")
    expect(link).to_be_hidden()
    prepared.run(
        "from uploads.models import Upload, UploadFile\n"
        f"upload = Upload.unscoped.get(pk={NUMBERS['to_mark']})\n"
        "UploadFile.unscoped.create(upload=upload, what='marked_up', edition=upload.edition, "
        "content=b'PK marked')"
    )
    expect(link).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Your workbook is marked up.")
    expect(page.get_by_role("button", name="See if it is ready")).to_be_hidden()
    expect(page.get_by_label("E9", exact=False).first).to_have_value("12.5")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "hours - problems marked.xlsx"


def test_asking_for_a_marked_up_workbook_keeps_what_is_typed(prepared: Site, opened: Any) -> None:
    page = opened("upload_problems", "to_correct", **WITHOUT)
    page.get_by_label("E9 of sheet “Hours”", exact=False).fill("12.5")
    page.get_by_label("Leave row 10 out", exact=False).check()
    page.get_by_label("Why is this right?").fill("Three people work there")
    page.get_by_role("button", name="Mark the problems in my workbook").click()
    expect(page.get_by_text("We are marking the problems in your workbook.")).to_be_visible()
    expect(page.get_by_label("E9 of sheet “Hours”", exact=False)).to_have_value("12.5")
    expect(page.get_by_label("Leave row 10 out", exact=False)).to_be_checked()
    expect(page.get_by_label("Why is this right?")).to_have_value("Three people work there")
    assert answers(prepared, "to_correct") == []


def test_cells_are_corrected_without_scripts(prepared: Site, opened: Any) -> None:
    page = opened("upload_problems", "to_correct", **WITHOUT)
    page.get_by_label("E9 of sheet “Hours”", exact=False).fill("12.5")
    page.get_by_label("Leave row 10 out", exact=False).check()
    page.get_by_label("Why is this right?").fill("Three people work there")
    page.get_by_role("button", name="Save and check again").first.click()
    expect(page.get_by_role("link", name="Uploads").first).to_be_visible()
    assert page.url == prepared.url("upload_detail", **CAMBRIDGESHIRE, upload=NUMBERS["to_correct"])
    kept = answers(prepared, "to_correct")
    assert ["fix", 9, 4, "", "12.5"] in kept
    assert ["leave_out", 10, -1, "", "yes"] in kept
    assert [row[4] for row in kept if row[0] == "reason"] == ["Three people work there"]


def test_cells_are_chosen_and_an_enterprise_is_named_without_scripts(
    prepared: Site, opened: Any
) -> None:
    page = opened("upload_problems", "to_choose", **WITHOUT)
    page.get_by_label("C7 of sheet “List”", exact=False).select_option("Accredited and listed")
    page.locator("summary", has_text="Correct the cells").first.click()
    expect(page.get_by_role("textbox", name="Business (B7)")).to_have_value("Ouse Meals")
    page.get_by_role("textbox", name="Ref (A7)").fill("F2")
    named = page.get_by_label("Enterprise in the register, row 9")
    likely = named.input_value()
    assert likely
    named.fill("Nobody")
    page.get_by_role("button", name="Save and check again").last.click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("choose one from the list")
    expect(page.get_by_role("textbox", name="Ref (A7)")).to_have_value("F2")
    page.get_by_label("Enterprise in the register, row 9").fill(likely)
    page.get_by_role("button", name="Save and check again").last.click()
    page.wait_for_url("**/uploads/*/")
    kept = answers(prepared, "to_choose")
    assert ["fix", 7, 2, "", "Accredited and listed"] in kept
    assert ["fix", 7, 0, "", "F2"] in kept
    assert [row[3] for row in kept if row[0] == "match"] == ["link:9:List"]


def test_columns_are_corrected_by_keyboard(prepared: Site, opened: Any) -> None:
    page = opened("upload_columns", "to_map")
    box = page.get_by_label("D: Colour")
    box.focus()
    box.press_sequentially("who")  # "Who pays"
    expect(box).to_have_value("payer")
    page.locator("summary", has_text="2 columns of weeks").press("Enter")
    page.get_by_label("E: 3 Jan").select_option("2021-12-27")
    page.get_by_role("button", name="Save and check again").last.press("Enter")
    page.wait_for_url("**/uploads/*/")
    kept = {row[2]: row[4] for row in answers(prepared, "to_map")}
    assert kept == {-1: "hours", 1: "postcode", 3: "payer", 4: "2021-12-27"}


@SCRIPTS
def test_a_row_is_matched(prepared: Site, opened: Any, options: dict[str, Any]) -> None:
    if not options:
        change(prepared, "to_decide", state="checked")
    page = opened("upload_matches", "to_decide", **options)
    if page.locator("h1").inner_text() != "Already in the register?":
        change(prepared, "to_decide", state="checked")
        page = opened("upload_matches", "to_decide", **options)
    number = 1 if not options else 2
    group = page.get_by_role("group", name=f"Fen Helper {number}, CB7 4EE")
    for radio in group.get_by_role("radio").all():
        expect(radio).not_to_be_checked()
    group.get_by_label("Fenland Help, CB7 4EF").check()
    page.get_by_role("button", name="Save and check again").click()
    kept = answers(prepared, "to_decide")
    assert ["match", 0, -1, f"enterprise:fen helper {number}", "12"] in kept


@SCRIPTS
def test_earlier_answers_are_used_again_but_those_that_are_unticked(
    prepared: Site, opened: Any, options: dict[str, Any]
) -> None:
    which = "to_answer" if options else "to_answer_too"
    page = opened("upload_matches", which, **options)
    said = page.get_by_role("group", name="Answered in an earlier list")
    expect(said.get_by_role("checkbox")).to_have_count(2)
    said.get_by_label("“Fen Helper 3, CB7 4EE” is left out").uncheck()
    page.get_by_role("button", name="Answer these in the same way").click()
    page.wait_for_url("**/uploads/*/")
    assert answers(prepared, which) == [["match", 0, -1, "enterprise:fen helper 5", "11"]]


def test_what_an_earlier_list_left_as_it_was_is_kept_again_without_scripts(
    prepared: Site, opened: Any
) -> None:
    page = opened("upload_changes", "to_keep", **WITHOUT)
    page.get_by_role("button", name="Keep this again").click()
    page.wait_for_url("**/uploads/*/")
    assert ["keep", 0, -1, "enterprise.name", "yes"] in answers(prepared, "to_keep")


def test_an_upload_is_given_up_after_a_question(opened: Any) -> None:
    page = opened("upload_detail", "to_discard", **WITHOUT)
    page.get_by_role("link", name="Give this upload up").click()
    page.get_by_role("button", name="Give it up").click()
    expect(page.locator("h1")).to_have_text("This upload was given up")
    expect(page.get_by_text("The register is as it was.")).to_be_visible()


@SCRIPTS
def test_a_file_that_is_too_large_is_told_so(opened: Any, options: dict[str, Any]) -> None:
    page = opened("upload_new", **options)
    page.get_by_label("Weekly hours").check()
    content = b"Name,Hours\n" * (MOST_FILE_BYTES // 11 + 1)
    box = page.get_by_label("The file", exact=True)
    box.set_input_files({"name": "Large.csv", "mimeType": "text/csv", "buffer": content})
    with page.expect_response(lambda answer: answer.request.is_navigation_request()) as answer:
        page.get_by_role("button", name="Upload and check").click()
    assert answer.value.status == 422
    expect(page.locator(".govuk-error-summary")).to_contain_text("The file is larger than 10 MB")
    expect(page.get_by_label("Weekly hours")).to_be_checked()
    if not options:
        assert_sound(page, "Upload a list", "wrong-upload-too-large")


def test_another_kind_of_file_is_refused_at_once(opened: Any) -> None:
    page = opened("upload_new", **WITHOUT)
    box = page.get_by_label("The file", exact=True)
    box.set_input_files(
        {"name": "List.xlsx", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n" * 9}
    )
    page.get_by_role("button", name="Upload and check").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("PDF")


def test_a_template_is_downloaded(opened: Any) -> None:
    page = opened("upload_template", **WITHOUT)
    page.get_by_label("Weekly hours").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the template").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert download.value.path().read_bytes().startswith(b"PK")
