"""The forms of the register filled in wrongly; see `wrong`."""

from typing import Any

from tests.browser.pages import CAMBRIDGESHIRE as C
from tests.browser.pages import FENMARCH as F
from tests.browser.wrong import at

ONE: dict[str, Any] = {"enterprise": 3}

WRONG_REGISTER = [
    at(
        "enterprise-empty",
        "enterprise_new",
        "commissioner",
        F,
        "Add an enterprise",
        "Enter the name of the enterprise",
        "Select whether it traded before the programme began",
    ),
    at(
        "enterprise-postcode",
        "enterprise_edit",
        "partner",
        C,
        "Change Dovecote House and Garden",
        "Enter a whole postcode, like CB7 4EE",
        typed={"postcode": "CB7"},
        **ONE,
    ),
    at("stage-empty", "stage_new", "partner", C, "Add a stage", "Select the stage", **ONE),
    at(
        "stage-date",
        "stage_edit",
        "partner",
        C,
        "Change a stage",
        "The day must be a real date: there is no 31 February 2022",
        typed={"on-day": "31", "on-month": "2", "on-year": "2022"},
        stage=3,
        **ONE,
    ),
    at(
        "week-empty",
        "hours_week",
        "partner",
        C,
        "Hours for the week of 3 January 2022",
        "Enter the hours of this week, or 0 if there were none",
        typed={"hours_0": "", "hours_1": ""},
        press="Save this week",
        week="2022-01-03",
        **ONE,
    ),
    at(
        "week-many",
        "hours_week",
        "partner",
        C,
        "Hours for the week of 3 January 2022",
        "The week of 3 January 2022 says 200 hours. A week has 168, so one person "
        "cannot have worked them. Correct the hours, or tell us why they are right.",
        typed={"hours_0": "200"},
        press="Save this week",
        week="2022-01-03",
        **ONE,
    ),
    at(
        "quarter-many",
        "hours_of_quarter",
        "partner",
        C,
        "Hours of Y2 Q1 · Jan–Mar 2022",
        "The week of 3 January 2022 (200 hours) and the week of 17 January 2022 (169 hours) say "
        "more than the 168 hours of a week, so one person cannot have worked them. Correct the "
        "hours, or tell us why they are right.",
        typed={"hours_2022-01-03": "200", "hours_2022-01-17": "169"},
        quarter=5,
        **ONE,
    ),
    at(
        "week-of-all",
        "hours_of_week",
        "partner",
        C,
        "Hours of the week of 7 March 2022",
        "The hours of Dovecote House and Garden must be 10,000 hours or less",
        typed={"hours_3": "10001", "hours_5": "12"},
        week="2022-03-07",
    ),
    at(
        "stage-order",
        "stage_new",
        "partner",
        C,
        "Add a stage",
        "The enterprise would have closed on 2 February 2020, before it was established on "
        "2 September 2021. Correct the date. If it began again in between, first add the stage "
        "“In development” on the day on which it did.",
        typed={"stage": "closed", "on-day": "2", "on-month": "2", "on-year": "2020"},
        **ONE,
    ),
    at(
        "typical-monday",
        "typical_week_new",
        "partner",
        C,
        "Give a typical week",
        "Enter the hours in a usual week, like 412 or 412.5",
        typed={
            "hours": "",
            "valid_from-day": "4",
            "valid_from-month": "1",
            "valid_from-year": "2022",
        },
        **ONE,
    ),
    at(
        "typical-end",
        "typical_week_edit",
        "partner",
        C,
        "End a typical week",
        "The last week must include a year",
        typed={"valid_to-day": "1", "valid_to-month": "1", "valid_to-year": ""},
        enterprise=4,
        typical=1,
    ),
    at(
        "enquiry-became",
        "enquiry_edit",
        "partner",
        C,
        "Change an enquiry",
        "Select the enterprise that came of it, or that it is not in the register yet",
        typed={"enterprise": ""},
        enquiry=3,
    ),
    at("enquiry-empty", "enquiry_new", "partner", C, "Add an enquiry", "Enter the date received"),
    at(
        "enquiry-area",
        "enquiry_edit",
        "partner",
        C,
        "Change an enquiry",
        "Enter only the first part of the postcode, like CB7",
        typed={"area": "CB7 4EE"},
        enquiry=3,
    ),
]
