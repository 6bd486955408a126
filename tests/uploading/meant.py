"""What the columns of the test files are, as a person who knows the lists says: the measure of
how well they are understood. Written by hand; what is not named here is to be left out.

By file and sheet: the kind of list, and by heading its field. Weeks are named by their Monday.
"""

from collections.abc import Mapping
from datetime import date, timedelta

Meant = Mapping[str, tuple[str, Mapping[str, str]]]

_CQC = {
    "Name": "name",
    "Postcode": "postcode",
    "CQC Location ID (for office use only)": "reference",
}
_APRIL = {
    "3 April 2023": "2023-04-03",
    "10 April 2023": "2023-04-10",
    "17 April 2023": "2023-04-17",
    "24 April 2023": "2023-04-24",
    "1 May 2023": "2023-05-01",
    "8 May 2023": "2023-05-08",
}
_NUMBERED = {
    f"Wk{number}": (date(2023, 7, 3) + timedelta(weeks=number - 1)).isoformat()
    for number in range(1, 14)
}

MEANT: Mapping[str, Meant] = {
    "cqc_care_locations_east.csv": {"cqc_care_locations_east": ("enterprises", _CQC)},
    "cqc_care_locations_east.xlsx": {"CQC locations": ("enterprises", _CQC)},
    "homecare_providers_east.csv": {
        "homecare_providers_east": (
            "enterprises",
            {"Organisation Name": "name", "Postcode": "postcode", "Status": "stage"},
        )
    },
    "cqc_care_homes_trafford_2026.csv": {
        "cqc_care_homes_trafford_2026": (
            "enterprises",
            {"name": "name", "cqc_id": "reference", "postcode": "postcode"},
        )
    },
    "tracker.xlsx": {
        "Tracker 23-24": (
            "enterprises",
            {
                "Enterprise Name of enterprise": "name",
                "Enterprise Post code": "postcode",
                "Progress Where are they up to?": "stage",
                "Progress Date started": "established_on",
                "Progress Doing it Right": "accredited_on",
                "Progress New or existing?": "traded_before",
                "Support What they do": "service_types",
                "Support Hrs p/w": "typical_hours",
            },
        )
    },
    "semicolons.csv": {
        "semicolons": (
            "enterprises",
            {
                "Cyfeirnod / Ref": "reference",
                "Trading name": "name",
                "Base postcode": "postcode",
                "Status": "stage",
                "Date of status": "stage_on",
                "Services offered": "service_types",
                "Supported by": "partner",
                "Hours a week": "typical_hours",
            },
        )
    },
    "registrations.xlsx": {
        "Form1": (
            "enterprises",
            {
                "ID": "reference",
                "What is the name of your business?": "name",
                "What is the postcode of your business? (We will not publish it)": "postcode",
                "Which services do you provide? Select all that apply": "service_types",
                "When did you start trading? If you have not, leave this blank.": "established_on",
                "Were you trading before you joined the programme?": "traded_before",
                "How many hours of support do you give in a typical week?": "typical_hours",
            },
        )
    },
    "hours_wide.xlsx": {
        "Hours Q1": (
            "hours",
            {"": "name", "Post code": "postcode", "Funding": "payer", **_APRIL},
        )
    },
    "hours_by_week.xlsx": {
        "Timesheet": (
            "hours",
            {
                "Enterprise ref": "reference",
                "Micro-provider": "name",
                "Week ending": "week",
                "Type of support": "service_type",
                "DP/SF": "payer",
                "Hours delivered": "hours",
            },
        )
    },
    "hours_tabs.xlsx": {
        "Apr 23": (
            "hours",
            {
                "Micro-enterprise": "name",
                "w/c 3rd": "2023-04-03",
                "w/c 10th": "2023-04-10",
                "w/c 17th": "2023-04-17",
                "w/c 24th": "2023-04-24",
            },
        ),
        "May 23": (
            "hours",
            {
                "Micro-enterprise": "name",
                "w/c 1st": "2023-05-01",
                "w/c 8th": "2023-05-08",
                "w/c 15th": "2023-05-15",
                "w/c 22nd": "2023-05-22",
                "w/c 29th": "2023-05-29",
            },
        ),
        "June 23": (
            "hours",
            {
                "Micro-enterprise": "name",
                "w/c 5th": "2023-06-05",
                "w/c 12th": "2023-06-12",
                "w/c 19th": "2023-06-19",
                "w/c 26th": "2023-06-26",
            },
        ),
        "Summary": ("", {}),
    },
    "hours_numbered.xlsx": {
        "Hours": ("hours", {"Name of enterprise": "name", "Postcode": "postcode", **_NUMBERED})
    },
    "hours_undated.csv": {
        "hours_undated": (
            "hours",
            {
                "Provider": "name",
                "03/04": "2023-04-03",
                "10/04": "2023-04-10",
                "17/04": "2023-04-17",
                "24/04": "2023-04-24",
                "01/05": "2023-05-01",
            },
        )
    },
    "typical_weeks.xlsx": {
        "Usual weeks": (
            "typical",
            {
                "Ref": "reference",
                "Enterprise": "name",
                "Usual hours per week": "hours",
                "From (w/c)": "valid_from",
                "To (w/e)": "valid_to",
                "Kind of help": "service_type",
                "Who pays?": "payer",
            },
        )
    },
    "web_form.csv": {
        "web_form": (
            "enquiries",
            {
                "Timestamp": "received_on",
                "4. How did you hear about us? *": "heard_from",
                "5. Which area do you live in? (town or first half of your postcode)": "area",
                "Where are they up to? [office use]": "status",
                "Outcome [office use]": "outcome",
            },
        )
    },
    "everything.xlsx": {
        "Enterprises": (
            "enterprises",
            {
                "Ref": "reference",
                "Business name": "name",
                "Postcode": "postcode",
                "Current status": "stage",
                "Since": "stage_on",
                "Traded before programme": "traded_before",
                "Type of service": "service_types",
            },
        ),
        "Enquiries": (
            "enquiries",
            {
                "Enquiry no.": "reference",
                "Date": "received_on",
                "Source": "heard_from",
                "District": "area",
                "Status": "status",
                "Enterprise": "enterprise",
            },
        ),
        "Hours": (
            "hours",
            {
                "Ref": "reference",
                "Business name": "name",
                "w/c 3 Apr 2023": "2023-04-03",
                "w/c 10 Apr 2023": "2023-04-10",
                "w/c 17 Apr 2023": "2023-04-17",
                "w/c 24 Apr 2023": "2023-04-24",
            },
        ),
        "Lists": ("", {}),
    },
}
