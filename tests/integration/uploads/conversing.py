"""A partner's conversation about a list, with the real reader, worker code and register."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Event
from enterprises.models import Enterprise
from jobs import runner
from jobs.models import Job
from tests.integration.enterprises.making import World, a_council, a_world
from uploads.actions import uploads
from uploads.actions.uploads import NewAnswer
from uploads.models import Upload, UploadAnswer, UploadProblem

LIST = (
    "Reference,Name,Postcode,Established on,Traded before\n"
    "A1,Ely Home Help,CB7 4EE,5 January 2022,No\n"
    "A2,Fen Gardens,CB6 1AA,1 March 2022,Yes\n"
)


@dataclass
class Talk:
    """One world and what is said about its uploads."""

    world: World

    def hand_in(self, text: str = LIST, name: str = "List.csv", kind: str = "") -> Upload:
        """Hand a list in, and let the worker do what waits."""
        return self.hand_in_bytes(text.encode(), name, kind)

    def hand_in_bytes(self, content: bytes, name: str, kind: str = "") -> Upload:
        """Hand any file in, and let the worker do what waits."""
        upload = uploads.receive(
            programme=self.world.programme,
            by=self.world.keeper,
            file_name=name,
            content=content,
            kind=kind,
        )
        return self.worked(upload)

    def worked(self, upload: Upload) -> Upload:
        """Let the worker do all that waits for uploads; return the upload as it then stands."""
        do_what_waits()
        upload.refresh_from_db()
        return upload

    def answer(self, upload: Upload, *answers: NewAnswer) -> Upload:
        """Decide something as the page shows it, and let the worker check again."""
        uploads.answer(upload=upload, by=self.world.keeper, edition=upload.edition, answers=answers)
        return self.worked(upload)

    def confirm(self, upload: Upload) -> Upload:
        """Confirm what the page shows, and let the worker save."""
        uploads.confirm(upload=upload, by=self.world.keeper, edition=upload.edition)
        return self.worked(upload)

    def saved(self, text: str = LIST, name: str = "List.csv") -> Upload:
        """A list that is in the register."""
        upload = self.confirm(self.hand_in(text, name))
        assert upload.state == Upload.State.SAVED, (upload.state, upload.message)
        return upload

    def names(self) -> list[str]:
        """The names in the register."""
        rows = Enterprise.objects.for_council(self.world.council)
        return sorted(rows.values_list("name", flat=True))


def a_talk() -> Talk:
    """A council that has uploaded nothing yet."""
    return Talk(a_world(a_council()))


def do_what_waits() -> None:
    """Do the jobs of uploads that wait, and those that they queue, as the worker does."""
    for _ in range(5):
        waiting = Job.unscoped.filter(state=Job.State.QUEUED, kind__startswith="uploads.")
        numbers = list(waiting.values_list("pk", flat=True))
        for number in numbers:
            assert runner.run(number), Job.unscoped.get(pk=number).detail
        if not numbers:
            return


def fix(problem: UploadProblem, value: str) -> NewAnswer:
    """Correct the cell of a problem."""
    return NewAnswer(
        about=UploadAnswer.About.FIX,
        sheet=problem.sheet,
        row=problem.row,
        column=problem.column,
        value=value,
    )


def problems(upload: Upload, severity: str = "fix") -> Sequence[UploadProblem]:
    """The problems of one severity."""
    return list(upload.problems.filter(severity=severity))


def events(verb: str) -> int:
    """How many events of a kind there are."""
    return Event.objects.filter(verb=verb).count()
