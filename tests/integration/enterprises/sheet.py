"""A page of many boxes as a browser sends it back: what it shows, and what somebody types."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from django.test import Client

from enterprises.actions import typical_weeks
from enterprises.models import Enterprise, WeeklyHours
from tests.integration.enterprises.making import START, World

_INPUT = re.compile(r"<input\b[^>]*>")
_SELECT = re.compile(r'<select name="(\w+)".*?</select>', re.DOTALL)
_CHOSEN = re.compile(r'<option value="([^"]*)" selected>')


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


class Sheet:
    """The form of the page as it was shown; nothing in it is changed before it is sent."""

    def __init__(self, client: Client, url: str) -> None:
        self._take(client, url, client.get(url))
        assert self.page.status_code == 200

    @classmethod
    def of(cls, client: Client, url: str, page: Any) -> "Sheet":
        """The form of a page that has come already, such as a refusal."""
        sheet = cls.__new__(cls)
        sheet._take(client, url, page)
        return sheet

    def _take(self, client: Client, url: str, page: Any) -> None:
        self.client, self.url, self.page = client, url, page
        form = page.content.decode().split('<form method="post" novalidate>')[1].split("</form>")[0]
        tags = [tag for tag in _INPUT.findall(form) if attribute(tag, "name")]
        self.rows = [attribute(tag, "value") for tag in tags if attribute(tag, "name") == "row"]
        self.boxes = {attribute(tag, "name"): attribute(tag, "value") for tag in tags}
        del self.boxes["csrfmiddlewaretoken"]
        self.boxes.pop("row", None)
        # Those with a box; a row of several lines has none.
        self.keys = [key for key in self.rows if f"hours_{key}" in self.boxes]
        for select in _SELECT.finditer(form):
            chosen = _CHOSEN.search(select[0])
            self.boxes[select[1]] = chosen[1] if chosen else ""

    @property
    def figures(self) -> dict[str, str]:
        """What stands in the boxes, by row."""
        return {key: self.boxes[f"hours_{key}"] for key in self.keys}

    def send(self, typed: Mapping[str, str | None], **more: Any) -> Any:
        """Type figures by row and press a button; None: the box does not arrive at all."""
        data: dict[str, Any] = {**self.boxes, "row": self.rows}
        for key, figure in typed.items():
            data[f"hours_{key}"] = figure
            if figure is None:
                del data[f"hours_{key}"]
        return self.client.post(self.url, data | more)


def url_of(world: World, week: date = START) -> str:
    """The page of all enterprises in that week."""
    return world.url("hours_of_week", week=week.isoformat())


def recorded(week: date = START) -> dict[str, tuple[Decimal, str, str]]:
    """Hours, kind and payer of that week by the enterprise's name, each with one line."""
    rows = WeeklyHours.unscoped.filter(week_start=week)
    return {
        row.enterprise.name: (row.hours, row.service_type.code, row.payer)
        for row in rows.select_related("enterprise", "service_type")
    }


def typical(world: World, mine: Enterprise, kind: str = "meals", payer: str = "council") -> None:
    """A typical week of 8 hours, since the programme began."""
    typical_weeks.set_typical_week(
        enterprise=mine,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(8),
        service_type=world.kinds[kind],
        payer=payer,
    )


def quarter_url_of(world: World, mine: Enterprise, quarter: int = 1) -> str:
    """The page of a quarter of one enterprise."""
    return world.url("hours_of_quarter", enterprise=mine.pk, quarter=quarter)


def lines_of(mine: Enterprise) -> dict[str, list[tuple[Decimal, str, str]]]:
    """Hours, kind and payer of each line by week."""
    found: dict[str, list[tuple[Decimal, str, str]]] = {}
    for row in WeeklyHours.unscoped.filter(enterprise=mine).select_related("service_type"):
        line = (row.hours, row.service_type.code, row.payer)
        found.setdefault(str(row.week_start), []).append(line)
    return found
