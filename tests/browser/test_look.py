"""The components in a real browser: drawn charts, narrow windows, no scripts, axe.

No server: the browser's requests are answered from the template engine and the static files, under
the same content security policy as the application's.
"""

import mimetypes
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from config.forms import GdsDateField, GdsForm, PoundsField
from tests.browser.conftest import NewPage

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests/vendor/axe-core-4.14.1/axe.min.js").read_text(encoding="utf-8")
SITE = "http://look.example"
POLICY = "default-src 'self'; img-src 'self' data: blob:"
CHART_POLICY = POLICY + "; style-src 'self' 'unsafe-inline'"
QUARTERS = [f"Y{1 + place // 4} Q{1 + place % 4}" for place in range(12)]

FRAME = {
    "council": {"name": "Fenland and Isles County Council", "band": "teal"},
    "demonstration": True,
    "navigation": [{"href": "/", "text": text} for text in ("Board", "Returns", "Register")],
}
TABLE = {
    "caption": "Cumulative by quarter",
    "columns": [{"text": "Line"}, *({"text": label, "numeric": True} for label in QUARTERS)],
    "rows": [["Plan", *(f"−£{place},000" for place in range(12))]],
}
CHART = {
    "id": "cumulative",
    "title": "Cumulative cost is £80,000 at its deepest",
    "subtitle": "Cumulative net cash flow by quarter, £",
    "source": "approved returns",
    "alt": "A line that falls and rises again.",
    "figure": {
        "data": [{"type": "scatter", "x": QUARTERS, "y": [place - 5 for place in range(12)]}],
        "layout": {"xaxis": {"type": "category"}, "yaxis": {"tickformat": "$,.0f"}},
    },
    "table": TABLE,
    "csv_href": "/x.csv",
}


class Spent(GdsForm):
    spent = PoundsField(label="Expenditure this quarter", help_text="Without VAT.")
    paid = GdsDateField(label="Date paid")
    basis = forms.ChoiceField(
        label="Which figure?", choices=[("r", "Register"), ("o", "Other")], widget=forms.RadioSelect
    )
    comment = forms.CharField(label="Comment", max_length=200, widget=forms.Textarea)


def serve(page: Page, html: str, policy: str, without: str = "") -> None:
    """Answer the page's requests: one page, and the static files but for one."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if not path.startswith("/static/"):
            headers = {"Content-Security-Policy": policy}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
        elif without and without in path:
            route.fulfill(status=404, body="")
        else:
            kind = mimetypes.guess_type(path)[0] or "text/plain"
            route.fulfill(path=ROOT / path.lstrip("/"), content_type=kind)

    page.route("**/*", answer)
    page.goto(SITE + "/")


def chart_page() -> str:
    """A board page with cards and a chart."""
    kpis = [
        {"label": "Hours a week", "value": "1,412", "rag": "On track", "target": "Target: 1,200"},
        {"label": "Content with support", "value": None, "rag": "Too few answers"},
    ]
    return render_to_string("look/board.html", FRAME | {"chart": CHART, "kpis": kpis})


def form_page(form: Spent) -> str:
    """A page with a form and what is known beside a field."""
    facts = [{"label": "Plan", "value": "£25,000", "use_name": "use", "use_value": "spent"}]
    return render_to_string("look/form.html", FRAME | {"form": form, "facts": facts})


@pytest.fixture(autouse=True)
def page_templates(settings: Any) -> None:
    """Two pages that only put components together."""
    board = (
        '{% extends "base.html" %}{% block width %}pm-wide{% endblock %}'
        "{% block page_title %}Board{% endblock %}{% block content %}"
        '{% include "components/page_heading.html" with title="Board" caption="Y2 Q1" %}'
        '<section><h2>Delivery</h2><div class="pm-cards">{% for kpi in kpis %}'
        '{% include "components/kpi_card.html" %}{% endfor %}</div></section>'
        '{% include "components/chart.html" %}{% endblock %}'
        '{% block scripts %}{% include "components/chart_scripts.html" %}{% endblock %}'
    )
    form = (
        '{% extends "base.html" %}{% load crispy_forms_tags %}'
        "{% block page_title %}Expenditure{% endblock %}"
        '{% block back %}{% include "components/back_link.html" with href="/" %}{% endblock %}'
        '{% block content %}{% include "components/page_heading.html" with title="Expenditure" %}'
        '<form method="post" novalidate>{% include "components/default_submit.html" %}'
        '{% include "components/field_row.html" with field=form.spent %}'
        '{% include "components/field.html" with field=form.paid %}'
        '{% include "components/field.html" with field=form.basis %}'
        '{% include "components/field.html" with field=form.comment %}'
        '<button class="govuk-button">Save</button></form>{% endblock %}'
    )
    engine = dict(settings.TEMPLATES[0])
    options = dict(engine["OPTIONS"])
    options["loaders"] = [
        (
            "django.template.loaders.locmem.Loader",
            {"look/board.html": board, "look/form.html": form},
        ),
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
    settings.TEMPLATES = [engine | {"OPTIONS": options, "APP_DIRS": False}]


def assert_accessible(page: Page, heading: str) -> None:
    """axe finds nothing, and the document is no wider than the window."""
    expect(page.locator("h1")).to_have_text(heading)
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_chart_is_drawn_and_its_table_closes(new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    serve(page, chart_page(), CHART_POLICY)
    drawing = page.locator("[data-chart]")
    expect(drawing).to_have_attribute("data-drawn", "yes")
    expect(drawing).to_have_attribute(
        "aria-label",
        "A line that falls and rises again. The same numbers are in the table below.",
    )
    box = drawing.bounding_box()
    assert box is not None
    assert box["height"] > 250
    expect(drawing).to_contain_text("−£")  # the sign before the pound
    expect(page.get_by_role("table")).to_be_hidden()
    page.locator("summary").press("Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert_accessible(page, "Board")


def test_a_chart_fits_again_when_the_window_narrows(new_page: NewPage) -> None:
    page = new_page()
    serve(page, chart_page(), CHART_POLICY)
    expect(page.locator("[data-drawn]")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    expect(page.locator("[data-chart]")).to_have_attribute("data-drawn-width", "330")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_picture_of_the_chart_can_be_taken_away(new_page: NewPage) -> None:
    page = new_page()
    serve(page, chart_page(), CHART_POLICY)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download picture").press("Enter")
    assert download.value.suggested_filename == "cumulative.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}])
def test_the_table_stands_where_no_chart_can_be_drawn(
    new_page: NewPage, options: dict[str, Any]
) -> None:
    page = new_page(**options)
    serve(page, chart_page(), CHART_POLICY, without="plotly")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator("[data-chart]")).to_be_hidden()
    expect(page.get_by_role("button", name="Download picture")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_form_and_its_errors(new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    serve(page, form_page(Spent(initial={"spent": Decimal("25000.50")})), POLICY)
    expect(page.get_by_label("Expenditure this quarter")).to_have_value("25000.50")
    assert_accessible(page, "Expenditure")

    page.unroute_all()
    wrong = {"spent": "a lot", "paid-day": "3", "paid-year": "2022", "comment": "y" * 210}
    serve(page, form_page(Spent(wrong)), POLICY)
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(
        "Error: Expenditure – Fenland and Isles County Council – Programme Monitor"
    )
    expect(page.get_by_label("Expenditure this quarter")).to_have_value("a lot")
    expect(page.locator(".govuk-character-count__status")).to_have_text(
        "You have 10 characters too many"
    )
    assert_accessible(page, "Expenditure")
    page.get_by_role("link", name="Date paid must include a month").press("Enter")
    expect(page.get_by_label("Month")).to_be_focused()


def test_enter_in_a_box_presses_no_use_this(new_page: NewPage) -> None:
    page = new_page()
    serve(page, form_page(Spent()), POLICY)
    page.get_by_label("Expenditure this quarter").fill("5")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_label("Expenditure this quarter").press("Enter")
    body = sent.value.post_data or ""
    assert "spent=5" in body
    assert "use=" not in body
