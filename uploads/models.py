"""Uploads: the file as it came, what people decided about it, what is wrong, what it changes."""

from typing import ClassVar

from django.db import models

from accounts.models import Council, User
from accounts.scoping import CouncilOwned
from uploads.problems import SEVERITY_WORDS, Problem, Severity, Spot


class Upload(CouncilOwned):
    """One file that somebody handed in for a programme, kept byte for byte with its outcome.

    The programme is named by a database link only: this app lies below `programmes`.
    `edition` counts the decisions and checks, so that nobody confirms what they have not seen.
    `reading` holds how the sheets were understood and `summary` the counts that pages show; both
    are worked out again by each check.
    """

    class State(models.TextChoices):
        """Where the conversation stands."""

        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        REFUSED = "refused", "Could not be used"
        CHECKED = "checked", "Checked, waiting for you"
        SAVING = "saving", "Being saved"
        SAVED = "saved", "In the register"
        FAILED = "failed", "Something went wrong on our side"
        DISCARDED = "discarded", "Given up"
        UNDONE = "undone", "Undone"

    ENDED = (State.REFUSED, State.SAVED, State.FAILED, State.DISCARDED, State.UNDONE)
    AT_WORK = (State.WAITING, State.READING, State.SAVING)

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="uploads")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="uploads"
    )
    kind = models.CharField("what the person said it is", max_length=40, blank=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField("what is being done now", max_length=120, blank=True)
    message = models.TextField("why it was refused or failed, and what to do", blank=True)
    edition = models.PositiveIntegerField(default=1)
    reading = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # When the latest check ended; from then on it waits for somebody to decide.
    checked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    file_removed_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("-id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="upload_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="upload_undone_by_and_at",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["saving", "saved", "undone"])
                | models.Q(confirmed_by__isnull=False),
                name="upload_saved_only_when_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_by__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_by__isnull=True)),
                name="upload_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(file_removed_at__isnull=True)
                | models.Q(state__in=["refused", "failed", "discarded", "undone"]),
                name="upload_file_removed_only_outside_register",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "programme", "-id"], name="upload_of_programme"),
            models.Index(fields=["council", "sha256"], name="upload_same_file"),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}: {self.file_name}"


class UploadFile(CouncilOwned):
    """A file's bytes, apart from its upload so that lists do not load them.

    In the database: web and worker may be different machines, and a backup of it holds all.
    `what` tells the file as it came from the one we marked up.
    """

    council_path = "upload__council"

    class What(models.TextChoices):
        """Whose bytes these are."""

        ORIGINAL = "original", "As it was uploaded"
        MARKED_UP = "marked_up", "With the problems marked"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    what = models.CharField(max_length=10, choices=What, default=What.ORIGINAL)
    # Of which edition of the upload a marked-up file shows the problems.
    edition = models.PositiveIntegerField(default=0)
    content = models.BinaryField()

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "what"], name="upload_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.upload}"


class UploadAnswer(CouncilOwned):
    """One decision of a person about an upload; a later one on the same thing replaces it."""

    council_path = "upload__council"

    class About(models.TextChoices):
        """What was decided."""

        KIND = "kind", "What a sheet is"
        FIELD = "field", "What a column is"
        HEADER = "header", "Which row holds the headings"
        FIX = "fix", "A cell corrected"
        LEAVE_OUT = "leave_out", "A row left out"
        MATCH = "match", "Which one in the register is meant"
        REASON = "reason", "Why something unlikely is right"
        KEEP = "keep", "What the register says is kept"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="answers")
    about = models.CharField(max_length=10, choices=About)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    column = models.SmallIntegerField(default=-1)
    key = models.CharField(max_length=300, blank=True)
    value = models.TextField(blank=True)
    # For a reason: the cells, with their values, that it was given for. For a corrected cell: the
    # digest of what the file has there. For one in the register: the numbers of all that could be
    # chosen.
    cells = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta(CouncilOwned.Meta):
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["upload", "about", "sheet", "row", "column", "key"],
                name="upload_answer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.upload}"


class UploadProblem(CouncilOwned):
    """One problem of an upload's latest check, at its own cell (see `uploads.problems`)."""

    council_path = "upload__council"

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="problems", db_index=False
    )
    code = models.CharField(max_length=60)
    severity = models.CharField(
        max_length=8, choices=[(value.value, words) for value, words in SEVERITY_WORDS.items()]
    )
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    column = models.SmallIntegerField(default=-1)
    heading = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=500)
    remedy = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=500, blank=True, default="")
    # Row, column and value of further cells that it is about.
    also = models.JSONField(default=list)
    asks = models.CharField(
        "key of what naming one answers", max_length=300, blank=True, default=""
    )
    likely = models.CharField("the one likely meant", max_length=300, blank=True, default="")
    whose = models.CharField("what its row is called", max_length=200, blank=True, default="")

    class Meta(CouncilOwned.Meta):
        ordering = ("id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["upload", "severity"], name="upload_problem_severity"),
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.upload}"

    def as_problem(self) -> Problem:
        """Return it as the checks gave it, so that equal ones can be put together."""
        return Problem(
            code=self.code,
            severity=Severity(self.severity),
            message=self.message,
            remedy=self.remedy,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            value=self.value,
            heading=self.heading,
            about=self.about,
            also=tuple(Spot(*one) for one in self.also),
            asks=self.asks,
            likely=self.likely,
            whose=self.whose,
        )


class UploadChange(CouncilOwned):
    """One change that an upload makes: planned by the check, done by saving, taken back by undoing.

    `number` is the row of the register, also of something new, which is given its number before it
    is saved; NULL for a week of an enterprise that is new, until it is saved. `before` and
    `after` are what was and is recorded, as plain JSON; `fields` says the same in words.
    `corrected` says that a person typed something on the page in place of cells of its row, so
    that the row in the file says otherwise.
    """

    council_path = "upload__council"

    class Action(models.TextChoices):
        """What is done."""

        ADDED = "added", "New"
        CHANGED = "changed", "Changed"

    # An index of its own would be one more for each of very many rows: another begins with it.
    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=12)
    action = models.CharField(max_length=8, choices=Action)
    number = models.BigIntegerField(null=True, blank=True)
    label = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    corrected = models.BooleanField(default=False)
    fields = models.JSONField(default=list)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(default=dict)

    class Meta(CouncilOwned.Meta):
        ordering = ("position",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "position"], name="upload_change_in_order"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["what", "number"], name="upload_change_of"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.what} {self.label}"


class ColumnMemory(CouncilOwned):
    """How a council's people understood a sheet with these headings; offered again next time."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField("digest of the headings", max_length=64)
    kind = models.CharField(max_length=40)
    # By heading (as normalised), the field: words chosen from lists, no figures.
    fields = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta(CouncilOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "signature"], name="column_memory_once_a_set_of_headings"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: headings of {self.kind}"
