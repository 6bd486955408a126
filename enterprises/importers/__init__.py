"""Lists of enterprises, enquiries and hours, from uploaded files into the register.

What `uploads` asks of the owner of the lists. Nothing is loaded before it is needed: the web
process makes templates and takes uploads back, and never examines one.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User
    from uploads.answers import Answers
    from uploads.columns import ListKind
    from uploads.importing import Blank, Examination, InRegister, StoredChanges
    from uploads.models import Upload
    from uploads.problems import Problem
    from uploads.rows import ReadList


class RegisterImporter:
    """The importer of the register of micro-enterprises (see `uploads.importing.Importer`)."""

    def kinds(self, programme: Any) -> "tuple[ListKind, ...]":
        """Return the kinds of list, with this council's words for kinds of help and partners."""
        from enterprises.importers import kinds

        return kinds.kinds(programme)

    def examine(
        self, lists: "Sequence[ReadList]", programme: Any, answers: "Answers", today: date
    ) -> "Examination":
        """Check the lists against one another and the register; changes nothing."""
        from enterprises.importers import examining

        return examining.examine(lists, programme, answers, today)

    def numbers(self, what: str, count: int) -> "Sequence[int]":
        """Return so many new numbers for things that a list adds."""
        from enterprises.importers import saving

        return saving.numbers(what, count)

    def save(self, upload: "Upload", changes: "StoredChanges", by: "User") -> None:
        """Do all the changes, or raise RegisterMoved and do none; called in a transaction."""
        from enterprises.importers import saving

        saving.save(upload, changes, by)

    def undo(self, upload: "Upload", changes: "StoredChanges", by: "User") -> None:
        """Take all the changes back, or raise CannotUndo and take back none."""
        from enterprises.importers import undoing

        undoing.undo(upload, changes, by)

    def hindrances(self, upload: "Upload", changes: "StoredChanges") -> Sequence[str]:
        """Return what would keep these changes from being taken back; changes nothing."""
        from enterprises.importers import undoing

        return undoing.hindrances(upload, changes)

    def in_register(self, programme: Any) -> "tuple[InRegister, ...]":
        """Return the programme's enterprises, which an enquiry may have become."""
        from enterprises.importers import kinds

        return kinds.in_register(programme)

    def to_add(self, upload: "Upload", problem: "Problem", field: str) -> str:
        """Return where the enterprise that a row names can be added by hand; "" if it need not."""
        from enterprises.importers import adding

        return adding.address(upload, problem, field)

    def blank(self, programme: Any, kind: str, quarter: int) -> "Blank":
        """Return what the blank template of a kind of list holds for a quarter's number."""
        from enterprises.importers import blanks

        return blanks.blank(programme, kind, quarter)
