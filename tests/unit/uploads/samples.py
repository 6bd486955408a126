"""A small sheet of each kind of list."""

from datetime import date
from decimal import Decimal

from tests.unit.uploads.lists import sheet
from uploads.cells import Value

WEEKS: tuple[Value, ...] = (date(2023, 4, 3), date(2023, 4, 10), date(2023, 4, 17))
REGISTER = sheet(
    ("Ref", "Business name", "Postcode", "Status", "Services"),
    ("ISLE-7", "Isle Gardens", "CB6 1AB", "Trading", "Gardening"),
    ("EHH-1", "Ely Home Help", "CB7 4EE", "Paused", "Cleaning, shopping"),
    name="Enterprises",
)
WIDE = sheet(
    ("Business name", *WEEKS),
    ("Isle Gardens", Decimal(14), None, Decimal(0)),
    ("Ely Home Help", Decimal(7), Decimal(7), Decimal(7)),
    name="Apr",
)
LONG = sheet(
    ("Provider", "W/C", "Hours", "Funding"),
    ("Isle Gardens", date(2023, 4, 3), Decimal(14), "DP"),
)
ENQUIRIES = sheet(
    ("Date of enquiry", "Name", "How heard", "Area", "Status"),
    (date(2023, 4, 3), "Priya Nolan", "GP", "Ely", "Open"),
)
TYPICAL = sheet(
    ("Enterprise", "Usual hours", "From", "Until"),
    ("Isle Gardens", Decimal(14), date(2023, 4, 3), None),
)
