"""The board page read as a person reads it: the download, the tables, the trail of a figure."""

import csv
import io
from decimal import Decimal
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.site import Site
from tests.processes import wait_until

PUBLISHED = "All hours, as published"
OUTTURN = "Actual, then forecast"


def pounds(amount: Decimal) -> str:
    """An exact amount as the page shows it: whole pounds, halves away from zero, a real minus."""
    whole = int(abs(amount) + Decimal("0.5"))
    sign = "−\u2060" if amount < 0 and whole else ""
    return f"{sign}£{whole:,}"


def cash_flow(page: Page, site: Site, places: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The download's rows of "actual, then forecast" on all hours, by quarter ("Y2 Q1")."""
    answer = page.request.get(site.url("dashboard_csv", **places))
    assert answer.status == 200
    rows = csv.DictReader(io.StringIO(answer.text().removeprefix("\ufeff")))
    return {
        row["Programme quarter"]: row
        for row in rows
        if row["Series"] == OUTTURN and row["Basis"] == PUBLISHED
    }


def cumulative(page: Page, site: Site, places: dict[str, Any]) -> dict[str, Decimal]:
    """The exact cumulative of each quarter, from the download."""
    return {
        quarter: Decimal(row["Cumulative, exact (£)"])
        for quarter, row in cash_flow(page, site, places).items()
    }


def wait_for_figures(page: Page, site: Site, places: dict[str, Any], before: object) -> None:
    """Until the worker has put other figures in place of those of `before`."""
    wait_until(lambda: cumulative(page, site, places) != before, 60, "for the recompute")


def row_of(table: Locator, start: str) -> list[str]:
    """The words of the cells of the row whose heading starts like this."""
    table.page.wait_for_load_state()  # after a click the page may have only begun to arrive
    for row in table.get_by_role("row").all():
        cells = row.locator("th, td").all_inner_texts()
        if cells and cells[0].startswith(start):
            return [cell.strip() for cell in cells]
    raise AssertionError(f"No row starts with {start}")
