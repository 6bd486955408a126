"""From a file to the register: checked, corrected, confirmed, saved; and every way it may stop."""

import pytest
from django.test import Client

from accounts.models import Event
from enterprises.actions import register
from enterprises.models import Enterprise, EnterpriseStage, WeeklyHours
from jobs.models import Job
from programmes.actions import programmes
from tests.integration.jobs.threads import at_once
from tests.integration.uploads.conversing import LIST, Talk, do_what_waits, events, fix, problems
from uploads import limits
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.errors import EditedMeanwhile, NotNow, NotReady, TooManyWaiting
from uploads.models import ColumnMemory, Upload, UploadAnswer, UploadFile
from uploads.origins import sources_of, told_of, with_origin
from uploads.problems import group
from uploads.recorded import NOT_KEPT

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

State = Upload.State
WRONG_DAY = LIST.replace("1 March 2022", "31 February 2022")


def test_checking_changes_nothing_and_confirming_puts_it_into_the_register(talk: Talk) -> None:
    upload = talk.hand_in()
    assert upload.state == State.CHECKED
    assert talk.names() == []
    assert upload.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    assert upload.summary["changes"] == {"enterprise": {"added": 2, "changed": 0}}
    upload = talk.confirm(upload)
    assert upload.state == State.SAVED
    assert talk.names() == ["Ely Home Help", "Fen Gardens"]
    assert upload.confirmed_by == talk.world.keeper
    assert upload.ended_at is not None
    assert events("upload.received") == events("upload.confirmed") == 1
    assert events("enterprise.added") == 2


def test_each_value_names_its_file_sheet_and_row(talk: Talk) -> None:
    upload = talk.saved()
    garden = Enterprise.objects.for_council(talk.world.council).get(reference="A2")
    change = upload.changes.get(what="enterprise", number=garden.pk)
    assert (change.row, change.action) == (3, "added")
    assert bytes(upload.files.get(what=UploadFile.What.ORIGINAL).content) == LIST.encode()


def test_a_wrong_cell_keeps_everything_out_until_it_is_corrected_on_the_page(talk: Talk) -> None:
    upload = talk.hand_in(WRONG_DAY)
    (problem,) = problems(upload)
    assert (problem.row, problem.column, problem.value) == (3, 3, "31 February 2022")
    with pytest.raises(NotReady):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)
    upload = talk.answer(upload, fix(problem, "30 February 2022"))
    (problem,) = problems(upload)
    assert problem.value == "30 February 2022", "what was typed is judged, and shown again"
    upload = talk.answer(upload, fix(problem, "1/3/2022"))
    assert problems(upload) == []
    assert talk.names() == []
    talk.confirm(upload)
    assert talk.names() == ["Ely Home Help", "Fen Gardens"]
    assert bytes(upload.files.get(what=UploadFile.What.ORIGINAL).content) == WRONG_DAY.encode()


def test_a_value_whose_row_was_corrected_on_the_page_says_so(talk: Talk) -> None:
    """The file itself says otherwise there, and whoever opens it must know."""
    upload = talk.hand_in(WRONG_DAY)
    upload = talk.confirm(talk.answer(upload, fix(problems(upload)[0], "1/3/2022")))
    rows = with_origin(EnterpriseStage.objects.for_council(talk.world.council))
    said = {
        row.enterprise.reference: sources_of([row.origin], talk.world.programme)[0].words
        for row in rows.select_related("enterprise")
    }
    sheet = upload.reading[0]["sheet"]
    assert said["A1"] == f"List.csv, sheet “{sheet}”, row 2"
    assert (
        said["A2"]
        == f"List.csv, sheet “{sheet}”, row 3 (a row of which a cell was corrected on the page)"
    )
    told = told_of(talk.world.council, "enterprise", [one.pk for one in Enterprise.unscoped.all()])
    assert sorted(one.place.corrected for (one,) in told.values()) == [False, True]


def test_a_wrong_row_may_be_left_out(talk: Talk) -> None:
    upload = talk.hand_in(WRONG_DAY)
    (problem,) = problems(upload)
    leave_out = NewAnswer(
        about=UploadAnswer.About.LEAVE_OUT, sheet=problem.sheet, row=problem.row, value="yes"
    )
    talk.confirm(talk.answer(upload, leave_out))
    assert talk.names() == ["Ely Home Help"]


def test_a_correction_is_taken_back(talk: Talk) -> None:
    upload = talk.hand_in(WRONG_DAY)
    (problem,) = problems(upload)
    upload = talk.answer(upload, fix(problem, "1/3/2022"))
    back = fix(problem, "")
    back = NewAnswer(about=back.about, sheet=back.sheet, row=back.row, column=back.column)
    upload = talk.answer(upload, back)
    assert [one.value for one in problems(upload)] == ["31 February 2022"]


def test_an_unlikely_figure_needs_a_reason_which_covers_only_what_was_seen(talk: Talk) -> None:
    talk.saved()
    text = "Reference,Week beginning,Hours\nA1,10/1/2022,200\nA1,17/1/2022,20\n"
    upload = talk.hand_in(text, "Hours.csv")
    assert upload.summary["open"] == {"fix": 0, "confirm": 1, "questions": 0}
    with pytest.raises(NotReady):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)

    def reason(upload: Upload) -> NewAnswer:
        rows = [
            one
            for one in group([problem.as_problem() for problem in upload.problems.all()])
            if one.first.severity == "confirm"
        ]
        (doubt,) = rows
        return NewAnswer(
            about=UploadAnswer.About.REASON,
            key=doubt.key,
            value="Two people work there",
            cells=tuple(doubt.cells),
        )

    upload = talk.answer(upload, reason(upload))
    assert upload.summary["open"]["confirm"] == 0
    other = NewAnswer(
        about=UploadAnswer.About.FIX, sheet=upload.reading[0]["sheet"], row=3, column=2, value="300"
    )
    upload = talk.answer(upload, other)
    assert upload.summary["open"]["confirm"] == 1, "the reason was not given for this cell"
    upload = talk.answer(upload, reason(upload))
    assert talk.confirm(upload).state == State.SAVED


def test_a_register_that_moved_meanwhile_is_shown_anew_and_nothing_is_saved(talk: Talk) -> None:
    upload = talk.hand_in()
    register.add_enterprise(
        programme=talk.world.programme, by=talk.world.keeper, name="Another", reference="A1"
    )
    upload = talk.confirm(upload)
    assert upload.state == State.CHECKED
    assert "register was changed after this file was checked" in upload.summary["again"]
    assert upload.confirmed_by is None
    assert talk.names() == ["Another"]


def test_the_same_file_again_says_so_and_changes_nothing(talk: Talk) -> None:
    first = talk.saved()
    upload = talk.hand_in(name="Renamed.csv")
    assert uploads.same_file(upload) == first
    assert upload.summary["changes"] == {}
    assert upload.summary["unchanged"]["enterprise"] == 2
    with pytest.raises(NotReady, match="says all this already"):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)
    assert talk.names() == ["Ely Home Help", "Fen Gardens"]


def test_a_programme_that_changed_since_the_check_is_shown_anew(talk: Talk) -> None:
    talk.saved()
    upload = talk.hand_in("Reference,w/c 9 Jan 2023\nA1,12\n", "Hours.csv")
    assert upload.summary["effects"][0]["label"].startswith("Y2 Q1")
    programmes.change(
        programme=talk.world.programme, by=talk.world.keeper, reason="Shorter", quarter_count=4
    )
    upload = talk.confirm(upload)
    assert upload.state == State.CHECKED
    assert not WeeklyHours.objects.for_council(talk.world.council).exists()
    assert "nothing was saved" in upload.summary["again"]
    assert [problem.code for problem in problems(upload, "confirm")] == ["hours.outside_programme"]


def test_the_same_list_under_another_name_doubles_nothing(talk: Talk) -> None:
    talk.saved()
    upload = talk.hand_in(LIST + "A3,March Meals,PE15 8AA,,\n", "Newer.csv")
    assert uploads.same_file(upload) is None
    talk.confirm(upload)
    assert talk.names() == ["Ely Home Help", "Fen Gardens", "March Meals"]


def test_twenty_who_confirm_at_once_are_one(talk: Talk) -> None:
    upload = talk.hand_in()
    at_once(
        20,
        lambda number: (
            uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition).state
        ),
    )
    assert events("upload.confirmed") == 1
    assert Job.unscoped.filter(kind="uploads.save").count() == 1
    do_what_waits()
    assert talk.names() == ["Ely Home Help", "Fen Gardens"]
    uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)
    assert Job.unscoped.filter(kind="uploads.save").count() == 1


def test_a_page_that_is_behind_decides_nothing(talk: Talk) -> None:
    upload = talk.hand_in(WRONG_DAY)
    (problem,) = problems(upload)
    behind = upload.edition
    talk.answer(upload, fix(problem, "1/3/2022"))
    with pytest.raises(EditedMeanwhile):
        uploads.answer(
            upload=upload, by=talk.world.keeper, edition=behind, answers=[fix(problem, "2/3/2022")]
        )
    with pytest.raises(EditedMeanwhile):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=behind)
    assert talk.names() == []


def test_an_upload_that_is_given_up_is_out_of_the_way(talk: Talk) -> None:
    upload = talk.hand_in()
    uploads.discard(upload=upload, by=talk.world.keeper)
    upload.refresh_from_db()
    assert upload.state == State.DISCARDED
    with pytest.raises(NotNow):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)
    assert upload.changes.count() == 0
    assert talk.names() == []


def test_what_is_given_up_while_it_is_read_stays_given_up(talk: Talk) -> None:
    upload = uploads.receive(
        programme=talk.world.programme,
        by=talk.world.keeper,
        file_name="List.csv",
        content=LIST.encode(),
        kind="",
    )
    uploads.discard(upload=upload, by=talk.world.keeper)
    assert talk.worked(upload).state == State.DISCARDED


def test_a_council_has_so_many_files_at_work_and_no_more(talk: Talk) -> None:
    for number in range(limits.MOST_WAITING_OF_A_COUNCIL):
        uploads.receive(
            programme=talk.world.programme,
            by=talk.world.keeper,
            file_name=f"{number}.csv",
            content=LIST.encode(),
            kind="",
        )
    with pytest.raises(TooManyWaiting):
        talk.hand_in()
    assert Upload.unscoped.count() == limits.MOST_WAITING_OF_A_COUNCIL
    do_what_waits()
    talk.hand_in()


def test_how_columns_were_corrected_is_remembered_for_the_council(talk: Talk) -> None:
    text = LIST.replace("Name", "Wibble")
    upload = talk.hand_in(text)
    sheet = upload.reading[0]["sheet"]
    told = [
        NewAnswer(about=UploadAnswer.About.KIND, sheet=sheet, value="enterprises"),
        NewAnswer(about=UploadAnswer.About.FIELD, sheet=sheet, column=1, value="name"),
    ]
    upload = talk.answer(upload, *told)
    assert upload.summary["changes"] == {"enterprise": {"added": 2, "changed": 0}}
    talk.confirm(upload)
    again = talk.hand_in(text + "A3,March Meals,PE15 8AA,,\n", "Next month.csv")
    assert again.summary["open"] == {"fix": 0, "confirm": 0, "questions": 0}
    assert again.summary["changes"] == {"enterprise": {"added": 1, "changed": 0}}


def test_only_what_a_person_said_of_columns_is_remembered_and_our_template_is_trusted(
    talk: Talk,
) -> None:
    content, wrong = a_template(talk), "Reference,Wibble,Postcode\nA1,Ely Home Help,CB7 4EE\n"
    upload = talk.hand_in(wrong)
    sheet = upload.reading[0]["sheet"]
    said = [("kind", -1, "enterprises"), ("field", 1, "name")]
    talk.answer(upload, *(NewAnswer(a, sheet, column=c, value=v) for a, c, v in said))
    (kept,) = ColumnMemory.objects.for_council(talk.world.council)
    assert kept.fields == {"wibble": "name"}
    ColumnMemory.unscoped.filter(pk=kept.pk).update(fields={"postcode": "", "reference": "name"})
    upload = talk.hand_in_bytes(content, "Template.xlsx")
    headings = [heading for reading in upload.reading for heading in reading["headings"]]
    assert [heading["text"] for heading in headings if not heading["certain"]] == []
    signature = upload.reading[0]["signature"]
    ColumnMemory.unscoped.filter(pk=kept.pk).update(signature=signature)
    upload = talk.hand_in_bytes(content, "Template.xlsx")
    fields = {heading["text"]: heading["field"] for heading in upload.reading[0]["headings"]}
    assert (fields["Reference"], fields["Postcode"]) == ("reference", "postcode")


def a_template(talk: Talk) -> bytes:
    """The blank template of enterprises, as somebody downloads it."""
    client = Client()
    client.force_login(talk.world.keeper)
    url = talk.world.url("upload_template_file")
    return bytes(client.get(url, {"kind": "enterprises", "quarter": "1"}).content)


def test_undoing_takes_everything_back(talk: Talk) -> None:
    talk.saved()
    text = "Reference,Week beginning,Hours\nA1,10/1/2022,20\n"
    hours = talk.confirm(talk.hand_in(text, "Hours.csv"))
    first = Upload.unscoped.earliest("pk")
    with pytest.raises(Exception, match="Ely Home Help"):
        uploads.undo(upload=first, by=talk.world.keeper)
    uploads.undo(upload=hours, by=talk.world.keeper)
    uploads.undo(upload=first, by=talk.world.keeper)
    assert talk.names() == []
    assert uploads.undo(upload=first, by=talk.world.keeper).state == State.UNDONE
    assert events("upload.undone") == 2


def test_the_history_keeps_no_more_of_a_correction_than_the_register_does(talk: Talk) -> None:
    text = LIST.replace("Traded before", "Telephone").replace(",No", ",n/a").replace(",Yes", ",n/a")
    upload = talk.hand_in(text.replace("5 January 2022", "5 January"))
    (sheet,) = {problem.sheet for problem in upload.problems.all()}

    def typed(column: int, value: str | None) -> NewAnswer:
        return NewAnswer("fix", sheet, row=2, column=column, value=value)

    upload = talk.answer(upload, typed(3, "5 January 2022"), typed(4, "07700 900123"))
    upload = talk.answer(
        upload,
        typed(1, "Jo Brown jo@example.com"),
        typed(4, "Jo Brown"),
        NewAnswer("reason", key="any", value="Ring 01353 700700 and ask"),
    )
    upload = talk.answer(upload, typed(4, None), typed(3, ""))
    said = [
        (e.before, e.after) for e in Event.objects.filter(verb="upload.answered").order_by("pk")
    ]
    day, name = f"fix|{sheet}|D2|established_on", f"fix|{sheet}|B2|name"
    phone, reason = f"fix|{sheet}|E2|", "reason|||"
    assert said == [
        ({day: None, phone: None}, {day: "5 January 2022", phone: NOT_KEPT}),
        (
            {name: None, phone: NOT_KEPT, reason: None},
            {name: NOT_KEPT, phone: NOT_KEPT, reason: NOT_KEPT},
        ),
        ({phone: NOT_KEPT, day: "5 January 2022"}, {phone: None, day: ""}),
    ]
    # What the check goes by is kept with the file, for as long as the file is.
    answers = UploadAnswer.unscoped.filter(upload=upload, about="fix", column=1)
    assert answers.get().value == "Jo Brown jo@example.com"
