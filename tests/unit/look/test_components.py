"""What the components show, and that none of them turns a gap into a figure."""

import json
import re
from typing import Any

import pytest
from django.template.loader import render_to_string

TABLE: dict[str, Any] = {
    "caption": "Net by quarter",
    "columns": [{"text": "Quarter"}, {"text": "Net", "numeric": True, "unit": "£"}],
    "rows": [["Y1 Q1", "−14,763"], {"cells": ["Y1 Q2", None], "quiet": True}],
}
CHART: dict[str, Any] = {
    "id": "net",
    "title": "Net is <falling>",
    "figure": {"data": [{"x": ["</script>"], "y": [1]}], "layout": {}},
    "alt": "A line.",
    "table": TABLE,
    "csv_href": "/net.csv",
    "source_href": "/net/source",
}


def shown(name: str, **context: Any) -> str:
    """The component as written into a page."""
    return render_to_string(f"components/{name}.html", context)


def words(html: str) -> str:
    """Only the words of some markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_table_has_a_caption_headings_and_a_named_region_that_takes_focus() -> None:
    html = shown("table", table=TABLE)
    assert 'role="region" aria-label="Net by quarter" tabindex="0"' in html
    assert html.count('scope="col"') == html.count('scope="row"') == 2
    assert html.count("pm-table__number") == 3
    assert "Y1 Q2 – not known" in words(html)


def test_a_table_that_stacks_says_what_its_elements_are_and_one_that_scrolls_need_not() -> None:
    html = shown("table", table=TABLE)
    assert html.count('role="row"') == 3
    for role, count in (("table", 1), ("rowgroup", 2), ("columnheader", 2), ("rowheader", 2)):
        assert html.count(f'role="{role}"') == count, role
    assert html.count('role="cell" data-label="Net"') == 2
    assert "pm-table--stacks" in html
    wide = {"text": "Net", "numeric": True}
    html = shown("table", table={"caption": "Wide", "columns": [wide] * 5, "rows": [["1"] * 5]})
    assert "pm-table--stacks" not in html
    assert "role=" not in html.partition("<table")[2]


def test_a_link_is_heard_with_the_words_around_it_and_long_lists_are_folded() -> None:
    cell = {"text": "3 January", "href": "/w", "before": "Add the hours of", "after": "here"}
    more = {"text": "one\ntwo", "more": ["three", "<four>"]}
    html = shown(
        "table", table=TABLE | {"rows": [[cell, more], [{"text": None, "empty": "none"}, "x"]]}
    )
    assert "Add the hours of 3 January here one two Show 2 more three &lt;four&gt;" in words(html)
    assert "one<br>two" in html
    assert "– none" in words(html)


def test_a_chart_stands_as_an_open_table_until_it_is_drawn() -> None:
    html = shown("chart", chart=CHART)
    assert re.search(r"<details[^>]* data-chart-table open>", html)
    assert re.search(r'data-chart="net-figure"[^>]* hidden', html)
    assert re.search(r"data-chart-picture hidden", html)
    assert "Net is &lt;falling&gt;" in html
    assert "−14,763" in html


def test_the_figure_is_data_that_cannot_end_the_script_element() -> None:
    html = shown("chart", chart=CHART)
    found = re.search(r'<script id="net-figure" type="application/json">(.*?)</script>', html)
    assert found is not None
    assert json.loads(found[1]) == CHART["figure"]


def test_a_chart_without_a_figure_is_only_its_table() -> None:
    html = shown("chart", chart=CHART | {"figure": None})
    assert "data-chart=" not in html
    assert "−14,763" in html


def test_demonstration_is_said_under_the_chart() -> None:
    assert "Demonstration figures" not in shown("chart", chart=CHART)
    assert "Demonstration figures" in shown("chart", chart=CHART, demonstration=True)


@pytest.mark.parametrize("value", [None, ""])
def test_a_card_says_that_there_is_no_figure(value: str | None) -> None:
    assert "No data yet" in shown("kpi_card", kpi={"label": "Enquiries", "value": value})


def test_a_card_shows_nought() -> None:
    html = shown("kpi_card", kpi={"label": "Enquiries", "value": "0", "rag": "Off track"})
    assert "No data yet" not in html
    assert "Enquiries 0 Off track" in words(html)


@pytest.mark.parametrize("value", [None, ""])
def test_a_summary_says_what_was_not_given(value: str | None) -> None:
    html = shown("summary_list", rows=[{"key": "Comment", "value": value, "change_href": "/x"}])
    assert words(html) == "Comment Not given Change Comment"


def test_a_summary_shows_nought() -> None:
    assert "Hours 0" in words(shown("summary_list", rows=[{"key": "Hours", "value": 0}]))


def test_a_fact_says_what_was_not_recorded() -> None:
    from config.forms import GdsForm, HoursField

    class Hours(GdsForm):
        hours = HoursField(label="Hours a week")

    facts = [{"label": "Plan", "value": None}, {"label": "Last quarter", "value": 0}]
    html = shown("field_row", field=Hours()["hours"], facts=facts)
    assert "Plan Not recorded Last quarter 0" in words(html)


@pytest.mark.parametrize(
    "word", ["On track", "At risk", "Off track", "No data", "Baseline to be set", "Too few answers"]
)
def test_progress_is_a_word_with_a_shape_of_its_own(word: str) -> None:
    html = shown("rag", word=word)
    assert words(html) == word
    assert f"pm-rag--{word.lower().replace(' ', '-')}" in html


def test_tasks_are_tied_to_their_hint_and_status() -> None:
    tasks = [
        {"title": "Hours", "href": "/h", "status": "Done"},
        {
            "title": "Money",
            "href": "/m",
            "hint": "From finance",
            "status": "Due",
            "meaning": "info",
        },
        {"title": "Submit", "status": "Cannot start yet"},
    ]
    html = shown("task_list", tasks=tasks)
    named = {id_ for ids in re.findall(r'aria-describedby="([^"]+)"', html) for id_ in ids.split()}
    assert named == {"task-1-status", "task-2-hint", "task-2-status"}
    assert named <= set(re.findall(r' id="([^"]+)"', html))
    assert html.count("<a ") == 2
