"""Uploads at every point of the conversation, written straight into the database: no worker, no
register. For the tests of the pages, and for the browser that looks at them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from uploads.models import Upload, UploadAnswer, UploadChange, UploadFile, UploadProblem
from uploads.problems import link_key

CONTENT = b"Name,Hours\r\n=1+1,12\r\n"
MISREAD = "Hours 2026.xlsx"

Plain = dict[str, Any]


def heading(column: int, text: str, to: str, **more: Any) -> Plain:
    """How one column was understood, as a check stores it."""
    plain = {"column": column, "text": text, "field": to, "certain": True, "why": "", "week": None}
    return plain | {"samples": []} | more


def reading(sheet: str = "Hours", **more: Any) -> Plain:
    """How one sheet was understood: a heading that is certain and one that is not."""
    plain = {
        "sheet": sheet,
        "kind": "hours",
        "why": "Most of its headings are those of weekly hours.",
        "header_rows": [3],
        "first": 4,
        "last": 48,
        "headings": [
            heading(0, "Business", "name", samples=["Fen Helpers", "Lode Care", "Wicken Help"]),
            heading(1, "PC", "postcode", certain=False, why="It looks like postcodes",
                    samples=["CB7 4EE", "CB6 1AA", "CB7 5XE"]),
            heading(2, "Email", "", why="Contact details are not kept here",
                    samples=["fen@example.org"]),
            heading(3, "Colour", "", why="We know no such column", samples=["red"]),
            heading(4, "3 Jan", "week-of-hours", week="2022-01-03", samples=["12", "7.5"]),
            heading(5, "10 Jan", "week-of-hours", week="2022-01-10", samples=["12", "n/a"]),
        ],
        "skipped": {"30": "It adds the rows above up", "47": "A note below the list"},
        "signature": "abc",
    }  # fmt: skip
    return plain | more


LEFT_OUT = reading(
    "Notes", kind="", why="It is hidden, and no heading in it is one we know.", header_rows=[],
    first=0, last=-1, headings=[], skipped={}, signature="",
)  # fmt: skip


def question(number: int = 1, **more: Any) -> Plain:
    """A row that may be one or another in the register."""
    plain = {
        "key": f"enterprise:fen helper {number}",
        "label": f"Fen Helper {number}, CB7 4EE",
        "places": [["Hours", 9 + number, 0]],
        "candidates": [
            {"number": 11, "label": "Fen Helpers, CB7 4EE", "why": "Same postcode, and a name one "
             "letter longer"},
            {"number": 12, "label": "Fenland Help, CB7 4EF", "why": "A name that sounds alike"},
        ],
        "may_be_new": True,
        "answer": "",
    }  # fmt: skip
    return plain | more


EFFECTS = [
    {"label": "Y1 Q1 · Jan–Mar 2022", "before": "102.25", "after": "118.75", "approved": True},
    {"label": "Y1 Q2 · Apr–Jun 2022", "before": "", "after": "131.5", "approved": False},
]


def summary(**more: Any) -> Plain:
    """What a check counted: nothing is left to settle unless `more` says so."""
    plain = {
        "format": "xlsx",
        "notes": [],
        "rows": {"hours": 42},
        "sheet_rows": {"Hours": 42},
        "unchanged": {"week": 31, "enterprise": 40},
        "certain": {"enterprise": 41},
        "absent": {"enterprises": ["Burwell Befriending", "Reach Gardens"]},
        "effects": EFFECTS,
        "overwritten": [
            {"key": "enterprise.name", "label": "Name", "count": 1, "kept": False},
            {"key": "enterprise.postcode", "label": "Postcode", "count": 2, "kept": True},
        ],
        "questions": [],
        "problems": {},
        "changes": {"enterprise": {"added": 3, "changed": 2}, "week": {"added": 40, "changed": 0}},
        "open": {"fix": 0, "confirm": 0, "questions": 0},
        "again": "",
    }
    return plain | more


def problem(row: int, column: int = 4, **more: Any) -> Plain:
    """A cell that must be fixed."""
    plain = {
        "code": "hours.not_a_number",
        "severity": "fix",
        "sheet": "Hours",
        "row": row,
        "column": column,
        "heading": "3 Jan",
        "value": "see note",
        "message": "This is not a number of hours",
        "remedy": "Type the hours as a number, like 12.5, or empty the box if they are not known",
    }
    return plain | more


def to_confirm(row: int, column: int = 5) -> Plain:
    """A cell that is possible but unlikely."""
    return problem(
        row,
        column,
        code="hours.many",
        severity="confirm",
        heading="10 Jan",
        value="212",
        message="This is more than the 168 hours that a week has",
        remedy="Correct the cell, or tell us why it is right",
    )


# A list of enterprises, and questions about cells of one row that disagree.
LIST = reading(
    "List",
    kind="enterprises",
    headings=[
        heading(0, "Ref", "reference"),
        heading(1, "Business", "name"),
        heading(2, "Where it stands", "stage"),
        heading(3, "Since", "stage_on"),
        heading(4, "Established", "established_on"),
    ],
)
UNKNOWN_STAGE = problem(
    7, 2, sheet="List", heading="", code="choice.unknown", value="set up",
    message="This is not a stage that is known here",
    remedy="Choose from: In development, Established and trading, Closed",
)  # fmt: skip
TWO_NAMES = problem(
    7, 1, sheet="List", heading="", severity="confirm", code="other_name", value="Ouse Meals",
    message="The register knows this reference under quite another name",
    remedy="Correct the reference or the name", also=[[7, 0, "F1"]],
    about="Reference F1: the register has Fen Helpers, your file Ouse Meals",
)  # fmt: skip
TWO_DAYS = problem(
    8, 3, sheet="List", heading="", severity="confirm", code="accredited_first",
    value="1 March 2022", also=[[8, 4, "2 May 2022"]],
    message="It would have been accredited before it was established",
    remedy="Correct one of the two days, or tell us why they are right",
    about="Fen Helpers: accredited on 1 March 2022, established on 2 May 2022",
)  # fmt: skip
UNLINKED = problem(
    9, 2, sheet="List", heading="", severity="confirm", code="became_unnamed", value="became one",
    message="It became an enterprise, and the row does not say which",
    remedy="Name the enterprise in the box, or tell us why it is not in the register yet",
    asks=link_key("List", 9),
)  # fmt: skip

NOTE = problem(
    0,
    -1,
    code="sheet.hidden",
    severity="note",
    sheet="Notes",
    heading="",
    value="",
    message="This sheet is hidden in your workbook, and was left out",
    remedy="Say under “Sheets and columns” what it is, if it belongs to the list",
)


def change(position: int, action: str = "changed", **more: Any) -> Plain:
    """One thing that confirming does."""
    fields = [
        {"name": "Stage", "before": "Forming", "after": "Established"},
        {"name": "Postcode", "before": "", "after": "CB7 4EE"},
    ]
    if action == "added":
        fields = [one | {"before": ""} for one in fields]
    plain = {
        "position": position,
        "what": "enterprise",
        "action": action,
        "number": position + 1 if action == "changed" else None,
        "label": f"Fen Helpers {position}",
        "sheet": "Enterprises",
        "row": position + 5,
        "fields": fields,
        "before": None,
        "after": {},
    }
    return plain | more


@dataclass
class Maker:
    """Makes uploads of one programme, handed in by one person."""

    programme: Any
    by: User
    defaults: Plain = field(default_factory=dict)

    def upload(
        self,
        state: str = "checked",
        *,
        problems: tuple[Plain, ...] = (),
        changes: tuple[Plain, ...] = (),
        content: bytes = CONTENT,
        **values: Any,
    ) -> Upload:
        """Make an upload in this state, with what its check found."""
        given: Plain = {"file_name": "hours.xlsx", "sha256": "0" * 64, "edition": 3}
        if state not in {"waiting", "reading"}:
            given |= {"reading": [reading(), LEFT_OUT], "summary": summary()}
        if state in {"saving", "saved", "undone"}:
            given |= {"confirmed_by": self.by, "confirmed_at": timezone.now()}
        if state == "undone":
            given |= {"undone_by": self.by, "undone_at": timezone.now()}
        if state in Upload.ENDED:
            given |= {"ended_at": timezone.now()}
        made: Upload = Upload.unscoped.create(
            council=self.programme.council,
            programme=self.programme,
            size=len(content),
            state=state,
            uploaded_by=self.by,
            **{**given, **self.defaults, **values},
        )
        UploadFile.unscoped.create(upload=made, content=content)
        UploadProblem.unscoped.bulk_create(UploadProblem(upload=made, **one) for one in problems)
        UploadChange.unscoped.bulk_create(UploadChange(upload=made, **one) for one in changes)
        return made

    def with_problems(self, count: int = 3, **values: Any) -> Upload:
        """Make an upload with so many cells to fix, one doubt and one note."""
        found = (*(problem(9 + row) for row in range(count)), to_confirm(12), NOTE)
        counted = summary(
            problems={"fix": count, "confirm": 1, "note": 1},
            open={"fix": 1, "confirm": 1, "questions": 0},
        )
        return self.upload(problems=found, **({"summary": counted} | values))

    def with_questions(self, count: int = 2, **more: Any) -> Upload:
        """Make an upload with so many rows to decide on."""
        asked = [question(number, **more) for number in range(1, count + 1)]
        opened = {"fix": 0, "confirm": 0, "questions": count}
        return self.upload(summary=summary(questions=asked, open=opened))

    def with_changes(self, added: int = 2, changed: int = 2, **values: Any) -> Upload:
        """Make an upload that would do so much."""
        rows = [change(place, "added") for place in range(added)]
        rows += [change(place) for place in range(added, added + changed)]
        counted = summary(changes={"enterprise": {"added": added, "changed": changed}})
        given: Plain = {"summary": counted, "reading": [sure(reading()), LEFT_OUT]}
        return self.upload(changes=tuple(rows), **(given | values))

    def answer(self, upload: Upload, about: str, **values: Any) -> UploadAnswer:
        """Keep a decision."""
        made: UploadAnswer = UploadAnswer.unscoped.create(
            upload=upload, about=about, by=self.by, **values
        )
        return made

    def marked_up(self, upload: Upload, content: bytes = b"PK marked") -> UploadFile:
        """Keep a marked-up workbook of the upload's latest check."""
        made: UploadFile = UploadFile.unscoped.create(
            upload=upload, what="marked_up", edition=upload.edition, content=content
        )
        return made

    def marking(self, upload: Upload, state: str = "queued") -> Job:
        """Keep the job that marks up the upload's latest check; no worker takes a running one."""
        ended = timezone.now() if state in {"done", "set_aside"} else None
        lease = timezone.now() + timedelta(days=30) if state == "running" else None
        made: Job = Job.unscoped.create(
            kind="uploads.mark_up",
            key=f"{upload.pk}:{upload.edition}",
            council=upload.council,
            payload={"upload": upload.pk, "edition": upload.edition},
            state=state,
            finished_at=ended,
            lease_until=lease,
        )
        return made


def sure(plain: Plain) -> Plain:
    """The same reading with nothing left to look at."""
    return plain | {"headings": [one | {"certain": True} for one in plain["headings"]]}
