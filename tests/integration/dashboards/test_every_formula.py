"""Every formula that is printed, for every figure and quarter of both demonstration councils.

Each is read back from its page, worked out again on fractions, and held against the stored line,
the figure at its head, the table of the board page and the download.
"""

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cashflow import appraisal
from cashflow.models import Line
from dashboards import charts, tables
from dashboards.board import Board
from dashboards.figure_names import ABOUT, Figure, Span
from dashboards.figures import board_of
from programmes.models import Programme
from tests.arithmetic import evaluated

pytestmark = pytest.mark.django_db

COUNCILS = ("cambridgeshire", "fenmarch")
COLUMN = {
    Figure.HOURS_A_WEEK: "hours_per_week",
    Figure.HOURS: "hours",
    Figure.COST_AVOIDED: "cost_avoidance",
    Figure.EXPENDITURE: "expenditure",
    Figure.NET: "net",
    Figure.CUMULATIVE: "cumulative",
}
HEADING = {"Actual, then forecast": "outturn", "Plan": "plan"}
WHOLE = {
    Figure.TOTAL_HOURS: "hours",
    Figure.TOTAL_COST_AVOIDED: "cost_avoidance",
    Figure.TOTAL_EXPENDITURE: "expenditure",
    Figure.TOTAL_NET: "net",
}
# Quotients, which may have no last digit.
ENDLESS = (Figure.PAYBACK, Figure.BENEFIT_COST_RATIO, Figure.SWITCHING_RATE)


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demonstration", "--if-empty", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


def of(council: str) -> Programme:
    return Programme.unscoped.select_related("council").get(council__slug=council)


def finance(council: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"finance@{council}.example"))
    return client


def url(programme: Programme, name: str, **places: object) -> str:
    where = {"council": programme.council.slug, "programme": programme.slug}
    return reverse(name, kwargs=where | places)


def workings(client: Client, address: str) -> dict[str, tuple[str | None, str | None]]:
    """By series, the figure at the head of its section (None: not known) and the sum under it."""
    response = client.get(address)
    assert response.status_code == 200, address
    found = {}
    for section in response.content.decode().split('<section class="pm-working"')[1:]:
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", section)
        head = re.search(r'__result">(.*?)(?:<strong|</p>)', section, re.DOTALL)
        sums = re.search(r'__numbers">(.*?)</p>', section, re.DOTALL)
        assert heading is not None
        assert head is not None
        shown = unescape(re.sub(r"<[^>]+>", "", head[1])).strip()
        found[HEADING[unescape(heading[1])]] = (
            None if shown == "Not known" else shown,
            unescape(sums[1]) if sums else None,
        )
    assert set(found) == set(HEADING.values())
    return found


def rounded(value: Fraction, places: int = 0) -> Fraction:
    """Half away from zero, worked out without the application."""
    scaled = abs(value) * 10**places
    whole = (scaled * 2 + 1) // 2
    return Fraction(whole if value >= 0 else -whole) / 10**places


def pounds(written: str) -> Fraction:
    """The sum of what is named, as cost lines are: "Set-up £10,000 + Staff £15,000"."""
    return sum(map(evaluated, re.findall(r"(?:−\u2060)?£[\d,.]*\d", written)), Fraction(0))


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("basis", ["published", "eligible"])
@pytest.mark.parametrize("figure", COLUMN)
def test_the_sum_of_each_quarter_gives_its_stored_line(
    council: str, basis: str, figure: Figure
) -> None:
    programme, client = of(council), finance(council)
    written_out = 0
    for number in range(1, 9):
        address = url(programme, "why", figure=figure.value, quarter=number)
        for series, (shown, sums) in workings(client, f"{address}?basis={basis}").items():
            line = Line.unscoped.get(
                run__programme=programme, series=series, basis=basis, quarter_number=number
            )
            stored = getattr(line, COLUMN[figure])
            where = (series, number, shown, sums)
            assert (shown is None) == (stored is None), where
            if shown is None or stored is None:
                assert sums is None, where
                continue
            places = 2 if "hours" in COLUMN[figure] else 0
            assert evaluated(shown) == rounded(Fraction(stored), places), where
            if sums is None:
                assert figure in (Figure.HOURS_A_WEEK, Figure.EXPENDITURE), where
                continue
            written_out += 1
            left, right = sums.split(", shown as")[0].split(" = ")
            work = pounds if figure is Figure.EXPENDITURE else evaluated
            assert work(left) == evaluated(right) == Fraction(stored), where
    assert figure is Figure.HOURS_A_WEEK or written_out >= 4


@pytest.mark.parametrize("council", COUNCILS)
def test_the_sums_of_the_whole_programme(council: str) -> None:
    programme, client = of(council), finance(council)
    board = board_of(programme, today=timezone.localdate())
    seen = 0
    for figure in (figure for figure in Figure if ABOUT[figure].span is Span.WHOLE):
        address = url(programme, "why", figure=figure.value, quarter=0)
        for series, (shown, sums) in workings(client, address).items():
            rows = (board.plan if series == "plan" else board.outturn).rows
            exact = {
                Figure.BENEFIT_COST_RATIO: appraisal.benefit_cost_ratio(rows),
                Figure.SWITCHING_RATE: appraisal.switching_rate(rows),
                Figure.PAYBACK: appraisal.payback_months(rows),
                **{one: getattr(appraisal.totals(rows), name) for one, name in WHOLE.items()},
            }.get(figure)
            if sums is None or " = " not in sums:
                assert figure in (Figure.BREAK_EVEN, Figure.PEAK_FUNDING, Figure.PAYBACK), figure
                assert figure is not Figure.PAYBACK or exact is None
                continue
            seen += 1
            left, right = sums.split(", ")[0] if figure is Figure.PAYBACK else sums, ""
            left, right = str(left).split(", shown as")[0].split(" = ")
            said, value = evaluated(right), evaluated(left)
            if figure in ENDLESS:
                places = len(right.split(" ")[0].partition(".")[2])
                assert rounded(value, places) == said, (figure, series, sums)
            else:
                assert value == said, (figure, series, sums)
            if exact is not None:
                assert value == Fraction(exact), (figure, series, sums)
            if figure in WHOLE:
                assert shown is not None
                places = 2 if figure is Figure.TOTAL_HOURS else 0
                assert evaluated(shown) == rounded(value, places)
    assert seen >= 14


@pytest.mark.parametrize("council", COUNCILS)
def test_the_sums_of_each_year(council: str) -> None:
    programme, client = of(council), finance(council)
    for figure in (Figure.FINANCIAL_YEAR, Figure.PROGRAMME_YEAR):
        for number in range(1, 9):
            address = url(programme, "why", figure=figure.value, quarter=number)
            for shown, sums in workings(client, address).values():
                assert shown is not None
                assert sums is not None
                heads = re.findall(r"(?:−\u2060)?£[\d,.]*\d", shown)
                parts = re.fullmatch(r"Cost avoided: (.*)\. Expenditure: (.*)\.", sums)
                assert parts is not None, sums
                for head, written in zip(heads, parts.groups(), strict=True):
                    *left, right = written.split(" = ")
                    assert evaluated(head) == rounded(evaluated(right)), sums
                    assert not left or evaluated(left[0]) == evaluated(right), sums


def cells(table: dict[str, Any], column: int) -> list[Fraction | None]:
    return [
        None if row[column] is None else evaluated(row[column]["text"]) for row in table["rows"]
    ]


def drawn(board: Board, chart: charts.Chart, name: str) -> dict[int, Fraction]:
    """What a chart draws under a name, by quarter."""
    assert chart.figure is not None
    found: dict[int, Fraction] = {}
    for trace in chart.figure["data"]:
        if trace["name"] == name:
            for x, y in zip(trace["x"], trace["y"], strict=True):
                if x is not None and y is not None:
                    found[x] = Fraction(str(y))
    return found


@pytest.mark.parametrize("council", COUNCILS)
def test_charts_draw_the_numbers_of_their_tables_and_the_download_has_them_exactly(
    council: str,
) -> None:
    programme = of(council)
    board = board_of(programme, today=timezone.localdate())

    def why(figure: Figure, number: int, basis: object) -> str:
        return "/"

    pairs = (
        (charts.cumulative(board), tables.cumulative(board, why), ("Actual", "Expected")),
        (charts.hours(board), tables.hours(board, why), ("Actual", "Expected")),
    )
    for chart, table, names in pairs:
        plan, outturn = cells(table, 1), cells(table, 2)
        assert drawn(board, chart, "Plan") == dict(enumerate(plan, start=1))
        together: dict[int, Fraction] = {}
        for name in names:
            together |= drawn(board, chart, name)
        assert together == dict(enumerate(outturn, start=1))
    cash, table = charts.cash(board), tables.cash(board, why)
    assert drawn(board, cash, "Cost avoided") == dict(enumerate(cells(table, 2), start=1))
    assert drawn(board, cash, "Net") == dict(enumerate(cells(table, 4), start=1))

    text = finance(council).get(url(programme, "dashboard_csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 32
    labels = {"Plan": "plan", "Actual, then forecast": "outturn"}
    for row in rows:
        basis = "published" if row["Basis"].startswith("All") else "eligible"
        number = board.quarters[[q.label for q in board.quarters].index(row["Programme quarter"])]
        line = Line.unscoped.get(
            run__programme=programme,
            series=labels[row["Series"]],
            basis=basis,
            quarter_number=number.number,
        )
        for column, name in (
            ("Cost avoided", "cost_avoidance"),
            ("Expenditure", "expenditure"),
            ("Net", "net"),
            ("Cumulative", "cumulative"),
        ):
            stored = getattr(line, name)
            exact, whole = row[f"{column}, exact (£)"], row[f"{column}, rounded (£)"]
            assert (exact == "") == (whole == "") == (stored is None)
            if stored is not None:
                assert Fraction(exact) == Fraction(stored)
                assert Fraction(whole) == rounded(Fraction(stored))
