"""Every page of the site, written by hand: who looks at it, where, and what it must say.

The demonstration's objects have the same numbers at every loading: Cambridgeshire is loaded first.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.browser.prepared import SYSTEM

CAMBRIDGESHIRE: dict[str, Any] = {
    "council": "cambridgeshire",
    "programme": "micro-enterprise-development-roll-out",
}
FENMARCH: dict[str, Any] = {"council": "fenmarch", "programme": "community-micro-enterprises"}
EMPTY: dict[str, Any] = {"council": "fenmarch", "programme": "shared-lives-pilot"}


@dataclass(frozen=True)
class Case:
    """One look at one address: as whom (an e-mail address, empty for nobody), and its heading."""

    route: str
    who: str
    heading: str
    places: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """A name for the test and for the pictures."""
        council = str(self.places.get("council", "public"))
        return "-".join(part for part in (self.route, council, self.note) if part)


def case(
    route: str,
    role: str,
    heading: str,
    at: dict[str, Any],
    note: str = "",
    query: str = "",
    **more: Any,
) -> Case:
    """A page of a council's programme, seen by somebody with this role there."""
    return Case(route, f"{role}@{at['council']}.example", heading, {**at, **more}, query, note)


def council_case(route: str, role: str, heading: str, council: str, query: str = "") -> Case:
    """A page of a council, seen by somebody with this role there."""
    return Case(route, f"{role}@{council}.example", heading, {"council": council}, query, role)


C, F, E = CAMBRIDGESHIRE, FENMARCH, EMPTY

PAGES = [
    # anybody's
    Case("help", "", "Help"),
    Case("accessibility", "", "Accessibility statement"),
    Case("privacy", "", "Privacy"),
    Case("cookies", "", "Cookies"),
    Case("sign_in", "", "Sign in"),
    Case("signed_out", "", "You have signed out"),
    Case("password_reset", "", "Forgotten password"),
    Case("password_reset_done", "", "Check your email"),
    Case("password_reset_confirm", "", "This link no longer works", {"uidb64": "MQ", "token": "x"}),
    Case("password_reset_complete", "", "Your password has changed"),
    Case("outbox", "", "Outbox"),
    Case("councils", SYSTEM, "Councils"),
    # a council's
    *(
        council_case("council_home", role, "Home", council)
        for council, role in (
            ("cambridgeshire", "board"),
            ("cambridgeshire", "finance"),
            ("fenmarch", "administrator"),
            ("fenmarch", "commissioner"),
            ("fenmarch", "evaluator"),
            ("fenmarch", "partner"),
        )
    ),
    council_case("history", "auditor", "History", "cambridgeshire"),
    council_case("history", "administrator", "History", "fenmarch", "?verb=return.approved"),
    council_case("job_list", "administrator", "Jobs", "fenmarch"),
    council_case("programme_list", "administrator", "Programmes", "fenmarch"),
    council_case("programme_list", "board", "Programmes", "cambridgeshire"),
    council_case("programme_new", "administrator", "Create a programme", "fenmarch"),
    # programmes
    case("programme_setup", "administrator", "Set up the programme", E, "empty"),
    case("programme_setup", "administrator", "Set up the programme", C),
    case("programme_settings", "administrator", "Programme settings", C),
    case("measure_list", "administrator", "Measures and targets", C),
    case("measure_list", "finance", "Measures and targets", E, "empty"),
    case("measure_new", "administrator", "Add a measure", C),
    case("measure_edit", "administrator", "Change: Whole-time-equivalent jobs", C, measure=6),
    case("baseline_edit", "administrator", "Baseline: Whole-time-equivalent jobs", C, measure=6),
    case("target_new", "administrator", "Set a target: Whole-time-equivalent jobs", C, measure=6),
    case(
        "target_new",
        "administrator",
        "Change a target: Whole-time-equivalent jobs",
        C,
        "change",
        "?of=7",
        measure=6,
    ),
    case(
        "target_remove",
        "administrator",
        "Remove a target: Whole-time-equivalent jobs",
        C,
        measure=6,
        target=7,
    ),
    # what is handed in each quarter
    case("return_list", "commissioner", "Quarterly returns", C),
    case("return_list", "finance", "Quarterly returns", F),
    case("return_detail", "board", "Return for Y1 Q4 · Oct–Dec 2021", C, "approved", quarter=4),
    case("return_detail", "finance", "Return for Y2 Q2 · Apr–Jun 2022", C, "waiting", quarter=6),
    case("return_detail", "administrator", "Return for Y2 Q4 · Oct–Dec 2022", C, "a", quarter=8),
    case("return_detail", "commissioner", "Return for Y2 Q1 · {5}", F, "sent-back", quarter=5),
    case("return_detail", "commissioner", "Return for Y2 Q2 · {6}", F, "to-begin", quarter=6),
    case("return_detail", "board", "Return for Y2 Q4 · {8}", F, "to-come", quarter=8),
    case("return_section", "commissioner", "Delivery", F, "d", quarter=5, section="delivery"),
    case("return_section", "commissioner", "Money", F, "m", quarter=5, section="money"),
    case("return_section", "commissioner", "Other measures", F, "o", quarter=5, section="other"),
    case("return_section", "commissioner", "Comment", F, "c", quarter=5, section="comment"),
    case("return_check", "commissioner", "Check your answers", F, quarter=5),
    case("return_submitted", "commissioner", "Return submitted", C, quarter=6),
    case("return_decide", "finance", "Decide on the return", C, quarter=6),
    case("return_reopen", "administrator", "Reopen the return", C, quarter=8),
    case("return_version", "board", "Version 2 of the return", C, quarter=4, version=2),
    # the register
    case("enterprise_list", "partner", "Enterprises", C),
    case("enterprise_list", "partner", "Enterprises", F, "found", "?q=alder&stage=established"),
    case("enterprise_list", "commissioner", "Enterprises", E, "empty"),
    case("enterprise_new", "commissioner", "Add an enterprise", F),
    case("enterprise_detail", "partner", "Dovecote House and Garden", C, enterprise=3),
    case("enterprise_edit", "partner", "Change Dovecote House and Garden", C, enterprise=3),
    case("enterprise_remove", "partner", "Remove Dovecote House and Garden", C, enterprise=3),
    case("stage_new", "partner", "Add a stage", C, enterprise=3),
    case("stage_edit", "partner", "Change a stage", C, enterprise=3, stage=3),
    case(
        "hours_week",
        "partner",
        "Hours for the week of 3 January 2022",
        C,
        enterprise=3,
        week="2022-01-03",
    ),
    case(
        "hours_of_quarter",
        "partner",
        "Hours of Y2 Q1 · Jan–Mar 2022",
        C,
        enterprise=3,
        quarter=5,
    ),
    case(
        "hours_of_quarter",
        "partner",
        "Hours of Y2 Q1 · Jan–Mar 2022",
        C,
        "several-lines",
        enterprise=2,
        quarter=5,
    ),
    case("typical_week_new", "partner", "Give a typical week", C, enterprise=3),
    case("typical_week_edit", "partner", "End a typical week", C, enterprise=4, typical=1),
    case("enquiry_list", "partner", "Enquiries", C),
    case("enquiry_list", "commissioner", "Enquiries", E, "empty"),
    case("enquiry_new", "partner", "Add an enquiry", C),
    case("enquiry_edit", "partner", "Change an enquiry", C, enquiry=3),
    case("enquiry_remove", "partner", "Remove an enquiry", C, enquiry=3),
    case("quarter_hours", "evaluator", "Hours by quarter", C),
    case("quarter_hours", "evaluator", "Hours by quarter", E, "empty"),
    case("quarter_enterprises", "auditor", "Hours of Y2 Q1 by enterprise", C, quarter=5),
    case("hours_of_week", "partner", "Hours of the week of 7 March 2022", C, week="2022-03-07"),
    case(
        "hours_of_week",
        "partner",
        "Hours of the week of 26 December 2022",
        C,
        "last",
        week="2022-12-26",
    ),
    case("service_type_list", "administrator", "Kinds of help", C),
    case("service_type_edit", "administrator", "Personal care", C, kind=1),
    # assumptions
    case("assumptions", "finance", "Assumptions", C),
    case("assumptions", "administrator", "Assumptions", E, "empty"),
    case("assumptions", "board", "Assumptions", F),
    case("assumptions_version", "auditor", "Assumptions, version 1", F, version=1),
    case("assumptions_rates", "finance", "Cost avoided for each hour", F),
    case("assumptions_hours", "finance", "Planned hours a week", F),
    case("assumptions_costs", "finance", "What the programme costs", F),
    # the board's
    case("dashboard", "board", "Is the programme paying for itself?", C),
    case("dashboard", "board", "Is the programme paying for itself?", F),
    case("dashboard", "administrator", "Is the programme paying for itself?", E, "empty"),
    case(
        "why",
        "board",
        "Cumulative in Y2 Q4: where does it come from?",
        C,
        figure="cumulative",
        quarter=8,
    ),
    case(
        "why",
        "evaluator",
        "Net in Y1 Q4: where does it come from?",
        C,
        "evaluator",
        figure="net",
        quarter=4,
    ),
    case("why_rows", "board", "Rows behind the hours of Y1 Q4", C, quarter=4),
    case("why_rows", "auditor", "Rows behind the hours of Y2 Q1", C, "named", quarter=5),
    case(
        "why_counted",
        "board",
        "Enterprises that count as new in Y1 Q4",
        C,
        count="new-enterprises",
        quarter=4,
    ),
    case(
        "why_counted",
        "auditor",
        "Enquiries that count in Y1 Q4",
        C,
        "named",
        count="enquiries",
        quarter=4,
    ),
    case("accepted_list", "board", "What was accepted with a reason", C),
    case(
        "why_measure",
        "board",
        "Whole-time-equivalent jobs: where does it come from?",
        C,
        measure=6,
    ),
]

# Addresses that answer with something else than a page of their own, and where that is tested.
NOT_PAGES = {
    "health": "a word for machines",
    "home": "leads on to the person's council",
    "dashboard_csv": "a file",
    "hours_csv": "a file",
    "measures_csv": "a file",
    "why_rows_csv": "a file",
    "why_counted_csv": "a file",
    "enterprise_csv": "a file",
    "enquiry_csv": "a file",
    "sign_out": "takes POST only",
    "job_try_again": "takes POST only",
    "target_approve": "takes POST only",
    "return_start": "takes POST only",
    "return_submit": "takes POST only",
    "upload_state": "tells a page's script what is being done",
    "upload_confirm": "takes POST only",
    "upload_keep": "takes POST only",
    "upload_weeks": "takes POST only",
    "upload_leave_out": "takes POST only",
    "upload_check_again": "takes POST only",
    "upload_template_file": "a template",
    "upload_file": "somebody's file",
    "upload_marked_up": "somebody's file",
    "upload_problems_csv": "what is wrong with somebody's file",
}
# Files, and what of their addresses the programme does not settle.
FILES: dict[str, dict[str, Any]] = {
    name: {} for name, what in NOT_PAGES.items() if what == "a file"
} | {
    "why_rows_csv": {"quarter": 4},
    "why_counted_csv": {"count": "enquiries", "quarter": 4},
}
