"""Enquiries, and a workbook of everything, as partners keep them. Everybody is invented."""

import csv
from datetime import date, timedelta
from pathlib import Path

from tests.uploading.partners.workbook import Formula, Pages, Row


def web_form(path: Path) -> None:
    """Answers to a web form, as its maker gives them out."""
    rows = (
        (
            "Timestamp",
            "1. What is your name?",
            "2. Email Address",
            "3. Phone number (optional)",
            "4. How did you hear about us? *",
            "5. Which area do you live in? (town or first half of your postcode)",
            "6. What kind of support would you like to offer?",
            "Where are they up to? [office use]",
            "Date of last contact [office use]",
            "Outcome [office use]",
        ),
        (
            *("03/04/2023 09:12:44", "Priya Nolan", "priya@isle.example", "07700 900111"),
            *("Facebook", "Ely", "Gardens", "Set up", "14/06/2023", "Isle Gardens"),
        ),
        (
            *("04/04/2023 18:02:10", "Sam Okoro", "sam@okoro.example", ""),
            *("Leaflet at the library", "CB7 4EE", "Not sure yet", "No response", "2/5/23", ""),
        ),
        (
            *("17/04/2023 11:30:00", "Lin Farrow", "lin@farrow.example", "07700 900999"),
            *("A friend", "Soham", "Cooking", "Being supported", "", "ring 07700 900999 in May"),
        ),
        (
            *("02/05/2023 08:01:59", "Ed Vane", "ed@vane.example", ""),
            *("n/a", "-", "Driving", "closed", "01/06/2023", "Found other work"),
        ),
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def everything(path: Path) -> None:
    """One workbook for it all: enterprises, enquiries, hours by week, and hidden lists of words."""
    pages = Pages()
    enterprises: list[Row] = [
        (
            *("Ref", "Business name", "Postcode", "Owner", "Telephone", "Current status"),
            *("Since", "Traded before programme", "Type of service", "Website"),
        ),
        (
            *("ISLE-7", "Isle Gardens", "CB6 1AB", "Priya Nolan", "07700 900111", "Trading"),
            *(date(2023, 4, 3), "N", "Gardening", "isle.example"),
        ),
        (
            *("EHH-1", "Ely Home Help", "CB7 4EE", "Tom Ashe", "07700 900222", "Accredited"),
            *(date(2022, 1, 10), "Y", "Domestic, Meals", None),
        ),
        (
            *(4.47912e11, "Kind Company", date(2023, 3, 1), "Ola Brandt", None, "Dormant"),
            *("31/04/2023", True, "Befriending", None),
        ),
    ]
    enquiries: list[Row] = [
        (
            *("Enquiry no.", "Date", "Name", "Contact no.", "Source", "District", "Status"),
            "Enterprise",
        ),
        *(
            (f"ENQ-{number:03}", date(2023, 4, 3) + timedelta(days=number), "Sam", None, source,
             "East Cambridgeshire", status, enterprise)
            for number, (source, status, enterprise) in enumerate(
                (
                    ("GP", "Open", None),
                    ("Library", "Converted", "Isle Gardens"),
                    ("Word of mouth", "NFA", None),
                ),
                start=1,
            )
        ),
    ]  # fmt: skip
    weeks = [f"w/c {3 + 7 * number} Apr 2023" for number in range(4)]
    hours: list[Row] = [
        ("Ref", "Business name", *weeks, "TOTAL"),
        ("ISLE-7", "Isle Gardens", 14, 14, None, 12, Formula("SUM(C2:F2)", 40)),
        ("EHH-1", "Ely Home Help", 7.5, 7.5, 7.5, 0, Formula("SUM(C3:F3)", 22.5)),
        (None, "TOTAL", 21.5, 21.5, 7.5, 12, 62.5),
    ]
    pages.add("Enterprises", enterprises, bold=(1,))
    pages.add("Enquiries", enquiries, bold=(1,))
    pages.add("Hours", hours, bold=(1,))
    pages.add("Lists", [("Status",), ("Trading",), ("Accredited",), ("Dormant",)], hidden=True)
    pages.save(path)
