"""Files that cannot be used, and faults of ours: said in words, and nothing is lost."""

from types import SimpleNamespace
from typing import Any

import pytest

from enterprises.models import Enterprise
from jobs.models import Job
from tests.integration.uploads.conversing import Talk, problems
from uploads import limits, pipeline, reader, tasks, understanding
from uploads.actions import uploads
from uploads.cells import Book
from uploads.columns import SheetReading
from uploads.errors import NotNow
from uploads.models import Upload
from uploads.refusals import Refused

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]

State = Upload.State


def test_a_file_of_another_kind_is_refused_at_the_door(talk: Talk) -> None:
    with pytest.raises(Refused):
        talk.hand_in_bytes(b"%PDF-1.7 and so on", "List.xlsx")
    assert Upload.unscoped.count() == 0


def test_a_broken_file_is_refused_with_words_and_kept(talk: Talk) -> None:
    upload = talk.hand_in('Name,Postcode\n"Ely Home Help,CB7 4EE\n')
    assert upload.state == State.REFUSED
    assert upload.message
    assert upload.files.count() == 1
    with pytest.raises(NotNow):
        uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)


def test_what_is_beyond_any_word_is_cut_before_anybody_compares_it(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest: list[int] = []

    def understand(book: Book, *rest: Any) -> tuple[SheetReading, ...]:
        rows = (row for sheet in book.sheets for row in sheet.rows)
        longest.append(max(len(cell) for row in rows for cell in row if isinstance(cell, str)))
        return understanding.understand(book, *rest)

    monkeypatch.setattr(pipeline, "understanding", SimpleNamespace(understand=understand))
    notes = "word " * 6_000
    upload = talk.hand_in(f"Name,Postcode,Notes\nEly Home Help,CB7 4EE,{notes}\n")
    assert longest == [limits.LONGEST_CELL + 1]
    assert (upload.state, problems(upload)) == (State.CHECKED, [])
    # The file stays as it came.
    assert notes.encode() in bytes(upload.files.get().content)


def test_a_fault_of_ours_blames_no_file_and_is_checked_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(content: bytes, kind: object) -> reader.Reading:
        return reader.understood(1, b"", b"ImportError: no calamine")

    monkeypatch.setattr(reader, "_read_by_child", breaks)
    upload = talk.hand_in()
    assert upload.state == State.FAILED
    assert upload.message.startswith("Something went wrong on our side")
    assert "Check it again" in upload.message
    assert (upload.ended_at is not None, upload.files.count()) == (True, 1)
    monkeypatch.undo()
    uploads.check_again(upload=upload, by=talk.world.keeper)
    upload = talk.worked(upload)
    assert (upload.state, upload.message, upload.ended_at) == (State.CHECKED, "", None)
    assert talk.confirm(upload).state == State.SAVED


def test_a_saving_that_failed_is_checked_again_before_it_is_confirmed_again(talk: Talk) -> None:
    upload = talk.hand_in()
    uploads.confirm(upload=upload, by=talk.world.keeper, edition=upload.edition)
    job = Job.unscoped.get(kind="uploads.save")
    tasks.give_up(job, "We tried three times.")
    Job.unscoped.filter(pk=job.pk).delete()
    uploads.check_again(upload=upload, by=talk.world.keeper)
    upload = talk.worked(upload)
    assert (upload.state, upload.confirmed_by) == (State.CHECKED, None)
    assert Enterprise.unscoped.count() == 0
    assert talk.confirm(upload).state == State.SAVED


@pytest.mark.parametrize("state", ["refused", "discarded"])
def test_what_has_ended_otherwise_is_not_checked_again(talk: Talk, state: str) -> None:
    upload = talk.hand_in()
    Upload.unscoped.update(state=state)
    with pytest.raises(NotNow):
        uploads.check_again(upload=upload, by=talk.world.keeper)
