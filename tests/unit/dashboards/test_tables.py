"""Tables, cards, downloads: the same numbers as published, states in words, blanks kept blank."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cashflow.series import SeriesName
from dashboards import csv as downloads
from dashboards import measure_words, money_cards, tables, tables_evidence
from dashboards.board import Board, ReturnFacts, ReturnStatus
from dashboards.standing import standings
from tests.unit.dashboards.making import a_board, a_measure, a_share, the_register, why

AFTER_Q3 = date(2021, 10, 5)
SOME = a_board({1: ("0", "25000", "0"), 2: ("90", None, "30")}, today=AFTER_Q3)


def texts(table: dict[str, Any], column: int) -> list[str | None]:
    found = []
    for row in table["rows"]:
        cell = row[column]
        text = cell["text"] if isinstance(cell, dict) else cell
        found.append(text and text.replace("\u2060", ""))
    return found


def test_the_published_table_in_all_forty_cells() -> None:
    full = tables.in_full(a_board(), SeriesName.PLAN, why)
    assert texts(full, 2) == [
        "0", "1,300", "2,275", "3,250", "4,875", "6,500", "8,450", "9,750",
    ]  # fmt: skip
    assert texts(full, 3) == [
        "£0", "£5,850", "£10,238", "£14,625", "£21,938", "£29,250", "£38,025", "£43,875",
    ]  # fmt: skip
    assert texts(full, 4) == ["£25,000"] * 4 + ["£15,000"] * 4
    assert texts(full, 5) == [
        "−£25,000", "−£19,150", "−£14,763", "−£10,375", "£6,938", "£14,250", "£23,025", "£28,875",
    ]  # fmt: skip
    assert texts(full, 6) == [
        "−£25,000", "−£44,150", "−£58,913", "−£69,288", "−£62,350", "−£48,100", "−£25,075",
        "£3,800",
    ]  # fmt: skip


def test_years_on_both_bases_are_labelled() -> None:
    by_date, published = tables.years(a_board(), why)
    assert texts(by_date, 0) == ["2020/21", "2021/22", "2022/23"]
    assert texts(by_date, 1) == ["£0", "£52,650", "£111,150"]
    assert texts(published, 0) == [
        "Year 1, counted as 2021/22",
        "Year 2, counted as 2022/23",
    ]
    assert texts(published, 1) == ["£30,713", "£133,088"]


def test_each_quarter_says_what_it_rests_on() -> None:
    assert texts(tables.cumulative(SOME, why), 3) == [
        "Actual",
        "Hours actual; expenditure plan, left blank in the return",
        "Plan: return missing",
        *["Forecast"] * 5,
    ]
    assert "Y1 Q2" in tables.cumulative(SOME, why)["note"]


def test_every_figure_leads_to_its_origin() -> None:
    for table in (
        tables.cumulative(SOME, why),
        tables.cash(SOME, why),
        tables.hours(SOME, why),
        tables.in_full(SOME, SeriesName.OUTTURN, why),
        tables.numbers(SOME, why),
        *tables.years(SOME, why),
    ):
        numeric = [place for place, column in enumerate(table["columns"]) if column.get("numeric")]
        for row in table["rows"]:
            assert all(row[place]["href"].startswith("/why/") for place in numeric)


def test_an_unknown_figure_is_no_figure() -> None:
    gap = a_board(hours=("0", None), spent=("1", "2"))
    assert texts(tables.in_full(gap, SeriesName.PLAN, why), 3) == ["£0", None]
    assert texts(tables.numbers(gap, why), 1)[0] == "Not known"
    assert texts(tables.years(gap, why)[0], 1) == ["£0", None]


def test_the_eligible_basis_is_known_only_where_it_was_reported() -> None:
    table = tables_evidence.eligible(replace(SOME, hours={2: the_register()}), why)
    assert texts(table, 1) == ["0", "30", *[None] * 6]
    assert texts(table, 2)[1] == "20%"
    assert texts(table, 6)[2] == "Not known"


def test_completeness_names_the_version_that_counts_and_the_coverage() -> None:
    reopened = [*SOME.returns, ReturnFacts(300, 1, 2, ReturnStatus.DRAFT)]
    board = replace(SOME, returns=reopened, hours={1: the_register()})
    table = tables_evidence.completeness(board, lambda quarter, version: f"/{quarter}/{version}")
    assert [row[1]["tag"] for row in table["rows"]] == ["Approved", "Approved", "Not started"]
    assert table["rows"][0][2] == {"text": "Version 1", "href": "/1/1"}
    assert table["rows"][0][3] == (
        "39 of 45 trading enterprises, 91% of enterprise-weeks; 20% estimated"
    )
    assert table["rows"][2][2]["text"] == "None approved"


def test_what_is_not_all_is_never_written_as_all() -> None:
    nearly = the_register(weeks_recorded=584, unknown=Decimal("0.25"), estimated=Decimal("0.25"))
    assert tables_evidence.coverage_words(nearly) == (
        "39 of 45 trading enterprises, over 99% of enterprise-weeks; under 1% estimated"
    )
    assert tables_evidence.unknown_share(nearly) == "under 1%"
    assert tables_evidence.unknown_share(the_register(unknown=Decimal(0))) == "0%"
    assert tables_evidence.unknown_share(the_register(measured=0, estimated=0)) is None


def test_the_register_of_a_quarter_that_goes_on_says_so() -> None:
    words = tables_evidence.coverage_words(the_register(ended=False))
    assert words.endswith("; the quarter has not ended")


def test_cards_show_what_is_known_so_far_with_the_plan_beside() -> None:
    on_plan = money_cards.cards(a_board(), why)
    assert [card["value"] for card in on_plan] == ["Y2 Q4", "£69,288", "£1.02", "£4.40 an hour"]
    assert on_plan[3]["target"] == "2.3% less than the rate used"
    late = money_cards.cards(a_board({1: ("0", "60000", None)}, today=AFTER_Q3), why)
    assert late[0]["value"] == "Not within 8 quarters"
    assert late[0]["expected"] == "On plan: Y2 Q4, December 2022"
    assert late[3]["target"] == "19.0% more than the rate used"


def test_measures_say_target_status_and_gaps_in_words() -> None:
    board = replace(SOME, measures=[a_measure((1, "10"), (2, "20")), a_share((1, "2", "3"))])
    table = measure_words.table(board, standings(board), lambda number: f"/m/{number}")
    assert table["rows"][0][1] == {"text": "30", "href": "/m/7", "note": "to Y1 Q2"}
    assert table["rows"][0][3] == "At least 200 by Y1 Q4 (December 2021)"
    assert table["rows"][0][4]["tag"] == "Off track"
    assert table["rows"][1][1] is None
    assert table["rows"][1][4]["tag"] == "Too few answers"


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_download_has_exact_and_rounded_figures_and_empty_cells_for_the_unknown() -> None:
    rows = read(downloads.cash_flow(SOME))
    assert len(rows) == 32
    third = rows[2]
    assert third["Cumulative, exact (£)"] == "-58912.5"
    assert third["Cumulative, rounded (£)"] == "-58913"
    unknown = [row for row in rows if row["Basis"].startswith("Council")][2]
    assert unknown["Hours a week"] == unknown["Net, exact (£)"] == ""
    assert unknown["Hours are"] == "Not known"
    assert rows[8]["Version of the return"] == "1"


def test_a_demonstration_says_so_in_every_row() -> None:
    board = replace(SOME, demonstration=True)
    for text in (downloads.cash_flow(board), downloads.hours(board)):
        assert {row["Standing"] for row in read(text)} == {"Demonstration figures"}
    assert {row["Standing"] for row in read(downloads.cash_flow(SOME))} == {""}


def test_a_programme_named_like_a_formula_is_disarmed() -> None:
    board: Board = replace(SOME, programme='=HYPERLINK("http://x")')
    assert read(downloads.cash_flow(board))[0]["Programme"] == '\'=HYPERLINK("http://x")'


def test_the_measures_download_keeps_too_few_answers_to_itself() -> None:
    board = replace(SOME, measures=[a_share((1, "3", "4"))])
    row = read(downloads.measures(board, standings(board)))[0]
    assert row["To date, to 6 decimals at most"] == ""
    assert row["Status"] == "Too few answers"
