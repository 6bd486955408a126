"""Lists of enterprises, as partners keep them. Everybody in them is invented."""

from datetime import date
from pathlib import Path

from tests.uploading.partners.workbook import Coloured, Pages, Row

GREEN, AMBER = Coloured("92D050"), Coloured("FFC000")


def tracker(path: Path) -> None:
    """A tracker of many hands: titles, headings of two lines, a column that is only colours,
    contact details, dates in every style, a line across, a total and a key."""
    rows: list[Row] = [
        ("Fenmarch community micro-enterprises: TRACKER",),
        ("Updated by Jo 14/07/2023. Please keep the order of the columns!",),
        (),
        (
            *("Enterprise", None, None, "Contact details", None, None),
            *("Progress", None, None, None, None, "Support", None, "Notes"),
        ),
        (
            *("No.", "Name of\nenterprise", "Post code", "Contact name", "E-mail", "Mobile"),
            *("RAG", "Where are they up to?", "Date started", "Doing it Right", "New or existing?"),
            *("What they do", "Hrs p/w", None),
        ),
        (
            *(1, "Isle Gardens", "cb6 1ab", "Priya Nolan", "priya@isle.example", "07700 900111"),
            *(GREEN, "Accredited", date(2023, 4, 3), date(2023, 6, 12), "New"),
            *("gardening/DIY", 14, "Lovely feedback from Mrs T"),
        ),
        (
            *(2, "Ely Home Help", "CB74EE", "Tom Ashe", "tom@ehh.example", "07700 900222"),
            *(AMBER, "Trading", "3rd April 2023", "tbc", "Existing"),
            *("Cleaning & domestic help, shopping", "7:30", None),
        ),
        (
            *(3, "Kind Company", "CB7 5HE ", "Ola Brandt", "ola@kind.example", "07700 900333"),
            *(AMBER, "set up", "12.05.23", "n/a", "new"),
            *("Companionship", "approx 10", "on holiday in August"),
        ),
        (),
        ("South of the county",),
        (
            *(4, "Granta Care at Home", "CB1 OAA", "Jean Abara", "jean@granta.example", None),
            *(GREEN, "Accredited & listed", "Mon 5 June 2023", date(2023, 7, 3), "New"),
            *("Personal care; meals", 32.5, None),
        ),
        (
            *(5, "Melbourn Meals", "SG8 6", "Al Winter", "al@meals.example", "07700 900555"),
            *(AMBER, "In development", None, None, "New"),
            *("Cooking and shopping", "-", None),
        ),
        (
            *(6, "Sawston Sitters", "CB22 3TG", "Bea Ruddle", "bea@sit.example", "07700 900666"),
            *(None, "On hold", "Mar-23", None, "?"),
            *("Befriending, gardening", 0, "back in the autumn"),
        ),
        (
            *(7, "Harlton Handy Help", "CB23 1ES", "Cy Marlow", "cy@handy.example", None),
            *(None, "Ceased trading", "2022-11-14", None, "Existing"),
            *("handyman", None, None),
        ),
        (None, "Total", None, None, None, None, None, None, None, None, None, None, 46.5),
        (),
        ("Key",),
        ("Green", "accredited and listed"),
        ("Amber", "working towards"),
        ("Hours are as the enterprise tells us; the co-ordinator checks them when she visits it.",),
    ]
    pages = Pages()
    merge = ("A1:N1", "A2:N2", "A4:C4", "D4:F4", "G4:K4", "L4:M4", "N4:N5", "A10:N10")
    pages.add(
        "Tracker 23-24", rows, merge=merge, bold=(1, 4, 5), hide_rows=(14,), hide_columns=("K",)
    )
    pages.save(path)


def semicolons(path: Path) -> None:
    """A list from a database of a Welsh charity, saved with semicolons by a Windows program."""
    lines = (
        "Cyfeirnod / Ref;Trading name;Base postcode;Telephone;Status;Date of status;"
        "Services offered;Supported by;Hours a week;Rate £",
        "WM-001;Caffi Siân;CF10 1AA;029 2018 0001;Trading;03.04.2023;Meals;"
        "Community Catalysts;12,5;£17.50",
        "WM-002;Tŷ Clyd – Gofal;cf102bb;029 2018 0002;Listed;17.04.2023;Personal care;"
        "Community Catalysts;20;£18.00",
        "WM-003;O’Neill’s Odd Jobs;CF10 3DD;029 2018 0003;Paused;01.05.2023;Odd jobs;;8.25;£15.00",
        'WM-004;"Pugh; Son & Co.";CF10 4DD;;Closed;;"Gardening; cleaning";Community Catalysts;;',
    )
    # The program had no ŷ and put a plain y.
    path.write_bytes("\r\n".join(lines).replace("ŷ", "y").encode("cp1252") + b"\r\n")


def registrations(path: Path) -> None:
    """What a web form of another maker gives: an identity, two times, and long questions."""
    pages = Pages()
    rows: list[Row] = [
        (
            *("ID", "Start time", "Completion time", "Email", "Name"),
            "What is the name of your business?",
            "What is the postcode of your business? (We will not publish it)",
            "Which services do you provide? Select all that apply",
            "When did you start trading? If you have not, leave this blank.",
            "Were you trading before you joined the programme?",
            "How many hours of support do you give in a typical week?",
            "Is there anything else you would like to tell us?",
        ),
        (
            *(1, date(2023, 5, 2), date(2023, 5, 2), "anonymous", "Priya Nolan", "Isle Gardens"),
            *("CB6 1AB", "Gardening;Odd jobs;", "03/04/2023", "No", "14", "I love it"),
        ),
        (
            *(2, date(2023, 5, 3), date(2023, 5, 3), "anonymous", "Tom Ashe", "Ely Home Help"),
            *("CB7 4EE", "Cleaning;Shopping;Companionship;", "Jan 2021", "Yes", "7h30", None),
        ),
        (
            *(3, date(2023, 5, 9), date(2023, 5, 9), "anonymous", "Jo Pell", "Pell's Pantry"),
            *("PE16 6XX", "Meals;", None, "Not sure", "10-12", "call me on 07700 900123"),
        ),
    ]
    pages.add("Form1", rows, bold=(1,))
    pages.save(path)
