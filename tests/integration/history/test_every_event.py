"""Everything that can be done is done once, and what the history page says of it is plain."""

import re
from collections import defaultdict
from datetime import date
from html import unescape

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from accounts import events, views
from accounts.models import Event
from programmes.actions import measures, programmes
from tests.event_verbs import recorded_verbs
from tests.integration.history.everything import do_everything
from tests.integration.programmes.making import World, a_world, signed_in

# From the title of an event: what each such event is about, and its lines of change.
Told = dict[str, list[tuple[str, list[str]]]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None, register_silent: None) -> World:
    return a_world()


def rows_of(world: World) -> Told:
    """What the history says, by title: what each event is about, and its lines of change."""
    found = defaultdict(list)
    page = signed_in(world.administrator).get(f"/c/{world.council.slug}/history/").text
    body = page[page.index("<tbody") : page.index("</tbody>")]
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        cells = re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        _, _, title, about, change = (lines(cell) for cell in cells)
        found[title[0]].append((about[0], change))
    return found


def lines(cell: str) -> list[str]:
    """The lines of a cell, those that are folded away too."""
    cell = re.sub(r"<summary.*?</summary>", "", cell, flags=re.DOTALL)
    text = re.sub(r"<br ?/?>|</?div>|</?details[^>]*>", "\n", cell)
    text = unescape(re.sub(r"<[^>]+>", "", text))
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.fixture
def told(world: World, monkeypatch: pytest.MonkeyPatch) -> Told:
    do_everything(world)
    # What belongs to another council, or to none, is not this one's to see: but here it is.
    every = Event.objects.select_related("actor")
    monkeypatch.setattr(events, "of_council", lambda council: every)
    monkeypatch.setattr(views, "PAGE_SIZE", 500)
    return rows_of(world)


def stored_words() -> set[str]:
    """Choices as the database has them, where pages say something else: "sent_back"."""
    return {
        str(value)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
        for value, label in field.flatchoices or ()
        if str(value) != str(label)
    }


def test_no_stored_word_is_shown(world: World, told: Told) -> None:
    assert set(Event.objects.values_list("verb", flat=True)) == recorded_verbs()
    stored = stored_words()
    assert {"sent_back", "to_be_agreed", "direct_payment", "set_up", "hours_per_week"} <= stored
    names = {
        key for event in Event.objects.all() for key in (event.before or {}) | (event.after or {})
    }
    for title, steps in told.items():
        for about, told_lines in steps:
            # A short name is what somebody typed, and what addresses and files have.
            change = [line for line in told_lines if not line.startswith("Short name: ")]
            for line in (title, about, *change):
                assert not re.search(r"\d{4}-\d\d-\d\d", line), line
                assert not re.search(r"\b[a-z]+_[a-z_]+\b", line), line
                assert not re.search(r"\b(None|True|False|null)\b|\(#\d+\)", line), line
            for line in change:
                label, _, values = line.partition(": ")
                assert label[0].isupper(), line
                assert label not in names, line
                assert not {*values.split(" → "), *values.split("; ")} & stored, line


EXPECTED = {
    "Council added": ["Name: Fenshire", "Short name in addresses: fenshire"],
    "Role given": ["Person: Noor Castellan", "Role: Finance lead"],
    "Programme settings changed": [
        "Reason: Agreed in March",
        "Business plan reference: blank → A/R.6.188",
        "Phase: Roll-out → Pilot",
        "Delivery partner: blank → Helping Hands",
        "Start date: 1 January 2022 → 1 February 2022",
        "Weeks of a quarter, when hours are priced: 13 weeks, as in the business case → "
        "The weeks the quarter has (12 to 14)",
    ],
    "Measure changed": [
        "Unit: Whole-time equivalents → Number",
        "Which way is better: Keep within a range → More is better",
        "Range around the target, in per cent: blank → 5",
    ],
    "Baseline set": [
        "Baseline: To be established",
        "Value: blank",
        "As at: blank",
        "To be established by: 31 December 2022",
        "Who is to establish it (a role): The board",
        "Note: blank",
    ],
    "Target approved": [
        "Whether it is agreed: To be confirmed → Agreed",
        "By the end of: Y2 Q1",
        "Version: 1",
        "Kind of target: A level to reach",
        "Compared: at most",
        "Value: £25,000",
        "Note: blank",
    ],
    "Kind of help marked": ["Stands in for framework home care: not decided → yes"],
    "Enterprise changed": [
        "Traded before the programme: not known → no",
        "Supported by: blank → Helping Hands",
        "Kinds of help: Meal preparation, food and shopping delivery → "
        "Meal preparation, food and shopping delivery; Personal care",
    ],
    "Stage corrected": [
        "Stage: In development → Established and trading",
        "Day: not known → 3 January 2022",
    ],
    "Stage removed": [
        "Stage: Established and trading → removed",
        "Day: 3 January 2022 → removed",
        "Note: blank → removed",
    ],
    "Typical week changed": ["To the week of: still holds → 31 January 2022"],
    "Enquiry changed": [
        "Status: Open → Became an enterprise",
        "Date of that status: blank → 1 March 2022",
        "Enterprise that came of it: blank → Fen Friends",
    ],
    "Return saved as a draft": [
        "Hours of help and care a week: not answered → 130 hours a week, where the register said "
        "120 hours a week, because: Two reported late",
        "Enquiries from would-be micro-entrepreneurs: not answered → 7, taken from the register",
        "New micro-enterprises: not answered → blank",
        "Expenditure: not answered → £25,000.50",
        "More choice: not answered → 66.6667% (2 out of 3)",
        "Comment: blank → A slow start.",
        "Eligible hours a week: not answered → blank, taken from the register",
    ],
    "Return sent back": [
        "Reason: Which invoices?",
        "Status: Submitted → Sent back",
        "To look at again: Money",
    ],
    "Return reopened": ["Reason: A late invoice", "Status: Approved → Draft", "Version: 1 → 2"],
    "Assumptions changed": [
        "Reason: The business case",
        "Hours a week in Y1 Q2: 90.5 → removed",
        "Rate from 2 January 2023: £4.7512 an hour",
        "Catalyst in Y1 Q2: −\u2060£12.50",
    ],
}


def test_what_was_done_is_told_in_the_words_of_the_pages(
    told: Told,
) -> None:
    for title, expected in EXPECTED.items():
        said = [change for _, change in told[title]]
        assert any(sorted(expected) == sorted(change) for change in said), (title, said)
    assert ("Job", []) in [
        (about[:3], change) for about, change in told["Set-aside job tried again"]
    ]
    assert told["Set-aside job tried again"][0][0].endswith(": Work out the cash flow again")
    shares = [change for about, change in told["Target set"] if about == "More choice"]
    assert "Value: blank" in shares[0]
    assert "Compared: none stated" in shares[0]
    assert "By the end of: no date" in shares[0]
    jobs = [change for about, change in told["Target set"] if about == "Jobs"]
    assert "Value: −25%" in jobs[0], "a change from the baseline is in per cent"


def test_many_weeks_at_once_are_folded_and_none_is_left_out(world: World, told: Told) -> None:
    weeks = [change for _, change in told["Weekly hours recorded"]]
    meals = "12.5 hours, Meal preparation, food and shopping delivery, Direct payment"
    assert [f"Week of 3 January 2022: {meals} → not recorded"] in weeks
    thirty = max(weeks, key=len)
    assert len(thirty) == 30
    assert thirty[0] == f"Week of 10 January 2022: not recorded → {meals}"
    page = signed_in(world.administrator).get(
        f"/c/{world.council.slug}/history/?verb=hours.recorded"
    )
    assert "Show 18 more" in page.text


def test_a_code_is_named_by_the_programme_of_its_return(world: World) -> None:
    """Two programmes of one council may call the same code by different names."""
    by, client = world.administrator, signed_in(world.administrator)
    other = World(
        world.council, by, world.commissioner, world.finance,
        programmes.create(
            council=world.council, by=by, name="Another", start_date=date(2022, 1, 1),
            quarter_count=4, weeks_rule="calendar",
        ),
    )  # fmt: skip
    for place, name in ((world, "People helped"), (other, "People kept at home")):
        measures.add(programme=place.programme, by=by, code="people", name=name, unit="count")
        place.saved(people="1200")
    page = client.get(f"/c/{world.council.slug}/history/?verb=return.saved").text
    assert "People helped: not answered → 1,200" in page
    assert "People kept at home: not answered → 1,200" in page


def test_the_number_of_queries_does_not_grow_with_the_events(world: World) -> None:
    counts = []
    for quarters in ((1,), (2, 3, 4, 5)):
        for quarter in quarters:
            world.saved(quarter, expenditure="1")
        with CaptureQueriesContext(connection) as queries:
            signed_in(world.administrator).get(f"/c/{world.council.slug}/history/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
