"""The list that imports are measured on: 15 columns, as many clean rows as asked for."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    *("Reference", "Name", "Postcode", "In development since", "Established on", "Accredited on"),
    *("Traded before", "Kinds of help", "Hours a week", "Contact name", "Email", "Phone"),
    *("Address", "Town", "Notes"),
)
# How many days ago each of the three stages was reached: all since the last approved return.
AGO = ((100, 160), (30, 55), (0, 29))
A_SHEET = 49_000
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
KINDS = ("Personal care", "Gardening and household maintenance", "Befriending and social activity")


def rows_of(count: int) -> list[list[str]]:
    """Return so many invented enterprises, the same ones each day, as words."""
    rng, today = random.Random(11), datetime.now(tz=UTC).date()
    rows = []
    for number in range(count):
        end = LETTERS[number % 20] + LETTERS[number // 20 % 20]
        rows.append(
            [
                f"R{number:06d}",
                f"Enterprise {number:06d} {end}",
                f"CB{rng.randint(1, 25)} {rng.randint(1, 9)}{end}",
                *(f"{today - timedelta(days=rng.randint(*ago)):%d/%m/%Y}" for ago in AGO),
                "Yes",
                rng.choice(KINDS),
                f"{rng.randint(1, 60)}.{rng.choice(('25', '5', '75'))}",
                f"Person {number}",
                f"person{number}@example.org",
                f"07700 9{rng.randint(0, 99999):05d}",
                f"{rng.randint(1, 200)} High Street",
                "Ely",
                "A note of some words about this enterprise",
            ]
        )
    return rows


def write_workbook(file: Path, count: int) -> Path:
    """Write the list as a workbook: one sheet, or more where one may not hold so many rows."""
    book = Workbook(write_only=True)
    for place, row in enumerate(rows_of(count)):
        if place % A_SHEET == 0:
            sheet = book.create_sheet(f"Enterprises {place // A_SHEET + 1}")
            sheet.append(HEADINGS)
        sheet.append(row)
    book.save(file)
    return file
