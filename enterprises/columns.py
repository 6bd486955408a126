"""What the register's lists may hold, each column declared once (pure).

Forms, blank templates, the page's help and the reading of uploaded files all go by these.
`Vocabulary` holds what differs from one council to another.
"""

from functools import cache

from enterprises.column_parsers import area
from enterprises.column_parts import (
    ENQUIRIES,
    ENTERPRISES,
    HOURS,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    TYPICAL,
    WEEK_ENDS,
    Vocabulary,
    choice_column,
    day_column,
    hours_parser,
    kind_column,
    kinds_column,
    name_column,
    postcode_column,
    reference_column,
    week_column,
)
from enterprises.column_words import (
    NEW_OR_EXISTING,
    PAYERS,
    STAGES,
    STATUSES,
    TRADED_BEFORE,
    YES_IS_NEW,
)
from enterprises.heading_words import HEADINGS, LEFT_OUT, LEFT_OUT_OF_ENQUIRIES, PERHAPS
from uploads.columns import WEEK, Column, ListKind, WeekColumns
from uploads.parsing import (
    american_days,
    day,
    one_of,
    reference,
    sundays_only,
    text,
    week,
    weeks_at_all,
)

__all__ = [
    "ENQUIRIES",
    "ENTERPRISES",
    "HOURS",
    "TYPICAL",
    "Vocabulary",
    "declared",
    "list_kinds",
]

LONGEST_SOURCE, LONGEST_OUTCOME = 120, 250
_OWN_REFERENCE = "The number or code by which you know it. No two enterprises share one."


def list_kinds(vocabulary: Vocabulary) -> tuple[ListKind, ...]:
    """Return the four kinds of list that can be uploaded, in a council's own words."""
    return (
        _enterprises(vocabulary),
        _enquiries(),
        _hours(vocabulary),
        _typical(vocabulary),
    )


@cache
def declared(kind: str, field: str) -> Column:
    """Return the column of a field, in no council's words. Raises LookupError where there is
    none: what a form says of a field, it says as this column does."""
    for one in list_kinds(Vocabulary()):
        if one.code == kind and (column := one.column(field)) is not None:
            return column
    raise LookupError(f"no list {kind} has a column {field}")


def _enterprises(vocabulary: Vocabulary) -> ListKind:
    return ListKind(
        code=ENTERPRISES,
        name="Enterprises",
        about="The register: one row for each enterprise, with what is known of it.",
        columns=(
            reference_column(
                "The number or code by which you know it. No two enterprises share one."
            ),
            name_column(required=True),
            postcode_column(),
            choice_column("stage", "Stage", STAGES, "a stage", "Where the enterprise stands now."),
            day_column("stage_on", "Date of that stage", "The day on which it reached the stage."),
            day_column("in_development_on", "In development from", ""),
            day_column(
                "established_on",
                "Established on",
                "The day on which it began to trade. It counts as new in that quarter.",
            ),
            day_column("accredited_on", "Accredited on", ""),
            day_column("paused_on", "Paused on", ""),
            day_column("closed_on", "Closed on", ""),
            Column(
                "traded_before",
                "Traded before the programme began",
                one_of(TRADED_BEFORE, what="a yes or a no"),
                HEADINGS[ENTERPRISES]["traded_before"],
                "An enterprise counts as new only when it did not.",
                "No",
                choices=("Yes", "No"),
                parse_where=(
                    (
                        ("new or existing", "new existing", "existing or new", "existing new"),
                        one_of(NEW_OR_EXISTING, what="“new” or “existing”"),
                    ),
                    (("new", "start up", "startup"), one_of(YES_IS_NEW, what="a yes or a no")),
                ),
            ),
            kinds_column(vocabulary),
            Column(
                "partner",
                "Supported by",
                one_of(
                    {name: (name, ()) for name in vocabulary.partners}, what="a delivery partner"
                ),
                HEADINGS[ENTERPRISES]["partner"],
                "The delivery partner that supports it.",
                vocabulary.partners[0] if vocabulary.partners else "",
                choices=vocabulary.partners,
                width=24,
            ),
            Column(
                "typical_hours",
                "Hours in a usual week",
                hours_parser(estimate=True),
                HEADINGS[ENTERPRISES]["typical_hours"],
                "Where the hours of each week are not recorded. Counted as an estimate.",
                "12.5",
                perhaps=("hours", "total hours", "capacity"),
            ),
        ),
        needs=(frozenset({"name"}),),
        left_out=LEFT_OUT,
        named_by=("name", "reference"),
    )


def _enquiries() -> ListKind:
    words = HEADINGS[ENQUIRIES]
    return ListKind(
        code=ENQUIRIES,
        name="Enquiries",
        about="One row for each person who asked about starting an enterprise, without saying who.",
        columns=(
            Column(
                "reference",
                "Reference",
                reference(LONGEST_REFERENCE),
                words["reference"],
                "A number or code of your own, not a person’s name.",
                "ENQ-014",
            ),
            Column(
                "received_on",
                "Date received",
                day,
                words["received_on"],
                "The day on which the enquiry came.",
                "27 March 2022",
                required=True,
                check=american_days,
            ),
            Column(
                "heard_from",
                "How they heard of the programme",
                text(LONGEST_SOURCE, no_contacts=True),
                words["heard_from"],
                "",
                "Leaflet at the library",
                width=30,
                perhaps=PERHAPS[ENQUIRIES]["heard_from"],
            ),
            Column(
                "area",
                "Area",
                area,
                words["area"],
                "A district or the first part of a postcode, like CB7.",
                "CB7",
            ),
            Column(
                "status",
                "Status",
                one_of(STATUSES, what="a status"),
                words["status"],
                "Where the enquiry stands now.",
                STATUSES["open"][0],
                choices=tuple(name for name, _ in STATUSES.values()),
                width=34,
            ),
            Column(
                "status_on",
                "Date of that status",
                day,
                words["status_on"],
                "",
                "4 April 2022",
                check=american_days,
                perhaps=PERHAPS[ENQUIRIES]["status_on"],
            ),
            Column(
                "outcome",
                "Outcome or reason",
                text(LONGEST_OUTCOME, no_contacts=True),
                words["outcome"],
                "Do not name anybody.",
                "Found other work",
                width=40,
            ),
            Column(
                "enterprise",
                "Enterprise that came of it",
                text(LONGEST_NAME, names=False),
                words["enterprise"],
                "Its name or reference, as in the register.",
                "Isle Gardens",
                width=30,
            ),
        ),
        needs=(frozenset({"received_on"}),),
        left_out=LEFT_OUT_OF_ENQUIRIES,
        named_by=("reference",),
    )


def _hours(vocabulary: Vocabulary) -> ListKind:
    return ListKind(
        code=HOURS,
        name="Weekly hours",
        about="Hours of care given, week by week: a row for each week, or a column for each week.",
        columns=(
            reference_column(""),
            name_column(),
            postcode_column(),
            Column(
                "week",
                "Week commencing",
                week,
                HEADINGS[HOURS]["week"],
                "Any day of the week; weeks begin on Monday.",
                "3 April 2023",
                parse_where=WEEK_ENDS,
                check=weeks_at_all,
                bare_check=sundays_only,
                perhaps=("date", "day", "day of visit", "date of visit"),
            ),
            Column(
                "hours",
                "Hours",
                hours_parser(),
                HEADINGS[HOURS]["hours"],
                "Hours of care given in that week. 0 is a figure; leave it empty if nobody knows.",
                "12.5",
            ),
            kind_column(vocabulary),
            choice_column("payer", "Who pays", PAYERS, "a payer", ""),
        ),
        needs=(
            frozenset({"name", "week", "hours"}),
            frozenset({"reference", "week", "hours"}),
            frozenset({"name", WEEK}),
            frozenset({"reference", WEEK}),
        ),
        weeks=WeekColumns("hours", hours_parser()),
        left_out=LEFT_OUT,
        named_by=("name", "reference"),
    )


def _typical(vocabulary: Vocabulary) -> ListKind:
    first = "The Monday on which the week begins."
    last = "The Monday on which the week begins. Leave it empty while it still holds."
    return ListKind(
        code=TYPICAL,
        name="Typical weeks",
        about="What an enterprise says a usual week is, from when and to when. Always an estimate.",
        columns=(
            reference_column(""),
            name_column(),
            postcode_column(),
            Column(
                "hours",
                "Hours in a usual week",
                hours_parser(estimate=True),
                HEADINGS[TYPICAL]["hours"],
                "About how many hours of care it gives in a week.",
                "12",
            ),
            week_column("valid_from", "First week it holds for", first, "3 April 2023"),
            week_column("valid_to", "Last week it holds for", last, "25 September 2023"),
            kind_column(vocabulary),
            choice_column("payer", "Who pays", PAYERS, "a payer", ""),
        ),
        needs=(
            frozenset({"name", "hours", "valid_from"}),
            frozenset({"reference", "hours", "valid_from"}),
        ),
        left_out=LEFT_OUT,
        named_by=("name", "reference"),
    )
