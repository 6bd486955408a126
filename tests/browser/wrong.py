"""Every form of the site filled in wrongly, written by hand: what is typed, and what is then said.

`typed` goes into boxes by their names; a box that is not named stays as the page shows it.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.browser.pages import CAMBRIDGESHIRE as C
from tests.browser.pages import FENMARCH as F
from tests.browser.prepared import SYSTEM


@dataclass(frozen=True)
class Wrong:
    """One form sent in a way that cannot be accepted, and the lines of its error summary."""

    name: str
    route: str
    who: str
    heading: str
    says: tuple[str, ...]
    places: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    press: str = "Save"
    status: int = 422


def at(
    name: str,
    route: str,
    role: str,
    place: dict[str, Any],
    heading: str,
    *says: str,
    typed: dict[str, str] | None = None,
    press: str = "Save",
    **more: Any,
) -> Wrong:
    """A form of a council's page, sent by somebody with this role there."""
    who = f"{role}@{place['council']}.example"
    return Wrong(name, route, who, heading, says, {**place, **more}, typed or {}, press)


COUNCIL: dict[str, Any] = {"council": "fenmarch"}
LONG = "x" * 4001

WRONG = [
    Wrong(
        "sign-in-empty",
        "sign_in",
        "",
        "Sign in",
        ("Enter email address", "Enter password"),
        press="Sign in",
        status=200,
    ),
    Wrong(
        "sign-in-wrong",
        "sign_in",
        "",
        "Sign in",
        ("The email address or the password is not right. Check both.",),
        typed={"username": "nobody@fenmarch.example", "password": "not this one"},
        press="Sign in",
        status=200,
    ),
    Wrong(
        "reset-empty",
        "password_reset",
        "",
        "Forgotten password",
        ("Enter email address",),
        press="Send the link",
        status=200,
    ),
    Wrong(
        "council-empty",
        "councils",
        SYSTEM,
        "Councils",
        (
            "Enter the name of the council",
            "Enter short name in web addresses",
            "Enter the name of its first administrator",
            "Enter their email address",
        ),
        press="Add the council",
        status=200,
    ),
    at(
        "programme-empty",
        "programme_new",
        "administrator",
        COUNCIL,
        "Create a programme",
        "Enter the programme's name",
        "Enter the start date",
        "Enter the number of quarters: a whole number from 1 to 40",
        "Enter the days after which a return is due: a whole number from 0 to 180",
        typed={"return_due_days": "soon"},
        press="Create programme",
    ),
    at(
        "settings",
        "programme_settings",
        "administrator",
        C,
        "Programme settings",
        "The start date: the month must be a number from 1 to 12, or its name",
        "Enter the number of quarters: a whole number from 1 to 40",
        "Enter the reason for the change",
        typed={"start_date-month": "13", "quarter_count": "41"},
        press="Save changes",
    ),
    at(
        "measure-empty",
        "measure_new",
        "administrator",
        C,
        "Add a measure",
        "Enter the name of the measure",
        "Select the unit",
        press="Save measure",
    ),
    at(
        "measure-name",
        "measure_edit",
        "administrator",
        C,
        "Change: Whole-time-equivalent jobs",
        "Enter the name of the measure",
        typed={"name": ""},
        press="Save measure",
        measure=6,
    ),
    at(
        "baseline",
        "baseline_edit",
        "administrator",
        C,
        "Baseline: Whole-time-equivalent jobs",
        "Enter the baseline, or say that it is to be established",
        typed={"state": "established"},
        press="Save baseline",
        measure=6,
    ),
    at(
        "target",
        "target_new",
        "administrator",
        C,
        "Set a target: Whole-time-equivalent jobs",
        "Enter a number, like 12.5 or 1,200",
        typed={"due_quarter": "4", "comparator": ">=", "value": "many"},
        press="Save target",
        measure=6,
    ),
    at(
        "target-empty",
        "target_new",
        "administrator",
        C,
        "Set a target: Whole-time-equivalent jobs",
        "Choose the quarter, or “No date”",
        "Choose how the figure is compared with the target, or that none is stated",
        press="Save target",
        measure=6,
    ),
    at(
        "section-delivery",
        "return_section",
        "commissioner",
        F,
        "Delivery",
        "Hours of help and care a week: Enter hours a week as a number, like 412 or 412.5",
        typed={"hours_per_week": "about 300"},
        press="Save and continue",
        quarter=5,
        section="delivery",
    ),
    at(
        "section-money",
        "return_section",
        "commissioner",
        F,
        "Money",
        "Expenditure: Enter an amount in pounds, like 25000 or 25,000.50",
        typed={"expenditure": "a lot"},
        press="Save and continue",
        quarter=5,
        section="money",
    ),
    at(
        "section-other",
        "return_section",
        "commissioner",
        F,
        "Other measures",
        "People supported in a usual week: Enter a whole number with no decimal places, "
        "like 12 or 1,200",
        "People who agree they have more choice: Enter both: how many, and out of how many",
        typed={"more_choice__numerator": "40", "people_supported": "12.5"},
        press="Save and continue",
        quarter=5,
        section="other",
    ),
    at(
        "section-comment",
        "return_section",
        "commissioner",
        F,
        "Comment",
        "Comment on the quarter must be 4,000 characters or less",
        typed={"comment": LONG},
        press="Save and continue",
        quarter=5,
        section="comment",
    ),
    at(
        "decide-empty",
        "return_decide",
        "finance",
        C,
        "Decide on the return",
        "Select your decision",
        press="Confirm decision",
        quarter=6,
    ),
    at(
        "decide-no-reason",
        "return_decide",
        "finance",
        C,
        "Decide on the return",
        "Enter what is to be corrected",
        typed={"decision": "send_back"},
        press="Confirm decision",
        quarter=6,
    ),
    at(
        "reopen-no-reason",
        "return_reopen",
        "administrator",
        C,
        "Reopen the return",
        "Enter why the return is reopened",
        press="Reopen the return",
        quarter=8,
    ),
    at(
        "rates",
        "assumptions_rates",
        "finance",
        F,
        "Cost avoided for each hour",
        "Rate 1: enter a number that is 0 or more, like 4.50 or 4.3956",
        "Rate 2 must start on a Monday, like 4 January 2027 or 11 January 2027",
        "Enter why the assumptions change",
        typed={"from_2-day": "5", "from_2-month": "1", "from_2-year": "2027", "rate_1": "-4"},
        press="Save as a new version",
    ),
    at(
        "hours",
        "assumptions_hours",
        "finance",
        F,
        "Planned hours a week",
        "The hours a week of Y1 Q3: enter hours a week as a number, like 412 or 412.5",
        "Enter why the assumptions change",
        typed={"quarter_3": "lots"},
        press="Save as a new version",
    ),
    at(
        "costs",
        "assumptions_costs",
        "finance",
        F,
        "What the programme costs",
        "The amount of cost line 1 in Y1 Q3: enter an amount in pounds, like 25000 or 25,000.50",
        "Cost line 2 has the same name as cost line 1",
        "Enter why the assumptions change",
        typed={"name_2": "Set-up", "amount_1_3": "six thousand"},
        press="Save as a new version",
    ),
]
