"""The pages of the assumptions: what they show, what a save makes, and what stays typed."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Event, User
from accounts.roles import Role
from cashflow.actions import assumptions
from cashflow.models import Assumptions
from cashflow.plan import PlannedRate
from jobs.models import Job
from programmes.models import Programme
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance() -> User:
    return making.person(making.council(), Role.FINANCE)


@pytest.fixture
def programme(finance: User) -> Programme:
    return making.programme(finance.memberships.get().council, finance)


@pytest.fixture
def planned(programme: Programme, finance: User) -> Programme:
    making.published_assumptions(programme, finance)
    return programme


def page(name: str, programme: Programme, **more: int) -> str:
    places = {"council": programme.council.slug, "programme": programme.slug}
    return reverse(name, kwargs={**places, **more})


def text_of(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def hours_typed(**changes: str) -> dict[str, str]:
    typed = {f"quarter_{n}": str(figure) for n, figure in enumerate(making.HOURS, start=1)}
    return {**typed, "version": "1", "reason": "Better evidence", "rows": "0", **changes}


def rates_typed(*rates: tuple[str, str, str, str], **changes: str) -> dict[str, str]:
    typed = {"version": "1", "reason": "A new price", "rows": str(len(rates)), **changes}
    for row, (day, month, year, rate) in enumerate(rates, start=1):
        typed |= {
            f"from_{row}-day": day,
            f"from_{row}-month": month,
            f"from_{row}-year": year,
            f"rate_{row}": rate,
        }
    return typed


def test_a_programme_without_assumptions_says_how_to_begin(
    client: Client, programme: Programme, finance: User
) -> None:
    client.force_login(finance)
    text = text_of(client.get(page("assumptions", programme)))
    assert "No assumptions yet" in text
    assert page("assumptions_hours", programme) in text
    response = client.post(
        page("assumptions_hours", programme), hours_typed(version="0", quarter_8="")
    )
    assert response.status_code == 302
    made = Assumptions.unscoped.get()
    assert (made.version, made.reason, made.created_by) == (1, "Better evidence", finance)
    assert made.plan_quarters.get(quarter_number=8).hours_per_week is None
    text = text_of(client.get(page("assumptions", programme)))
    assert "Without a rate, hours cannot be priced" in text


def test_the_page_shows_rates_hours_costs_and_totals(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    text = text_of(client.get(page("assumptions", planned)))
    for words in ("28 December 2020", "£4.50", "9,750", "£25,000", "£160,000", "Version 1"):
        assert words in text
    assert "13 weeks, as in the business case" in text


def test_an_unknown_amount_is_shown_as_not_known_and_so_is_its_total(
    client: Client, planned: Programme, finance: User
) -> None:
    lines = [*making.published_costs()]
    lines[0] = type(lines[0])("Set-up", "set_up", {**lines[0].amounts, 2: None})
    assumptions.new_version(programme=planned, by=finance, reason="Unsure", cost_lines=lines)
    client.force_login(finance)
    response = client.get(page("assumptions", planned))
    rows = response.context["costs"].rows
    assert rows[1].cells[1:] == [None, "£15,000", None]
    assert rows[-1].cells[1:] == [None, "£120,000", None]


def test_a_save_makes_a_version_an_event_and_a_job(
    client: Client, planned: Programme, finance: User
) -> None:
    Job.unscoped.all().delete()
    client.force_login(finance)
    before = Programme.unscoped.get(pk=planned.pk).input_version
    response = client.post(page("assumptions_hours", planned), hours_typed(quarter_3="180.25"))
    assert response.status_code == 302
    first, second = Assumptions.unscoped.filter(programme=planned).order_by("version")
    assert first.plan_quarters.get(quarter_number=3).hours_per_week == 175
    assert second.plan_quarters.get(quarter_number=3).hours_per_week == Decimal("180.25")
    assert second.rates.get().rate_per_hour == Decimal("4.5")
    assert [line.name for line in second.cost_lines.all()] == ["Set-up", "Staff"]
    assert second.cost_lines.get(name="Staff").amounts.count() == 8
    event = Event.objects.filter(verb="assumptions.changed").last()
    assert event is not None
    assert event.reason == "Better evidence"
    assert event.after is not None
    assert list(event.after) == ["hours_per_week"]
    assert event.after["hours_per_week"]["3"] == "180.25"
    assert Job.unscoped.get().kind == "cashflow.recompute"
    assert Programme.unscoped.get(pk=planned.pk).input_version == before + 1


def test_what_was_typed_stays_with_the_error_that_leads_to_its_box(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    url = page("assumptions_hours", planned)
    response = client.post(url, hours_typed(quarter_3="lots", quarter_4="251.5", reason=""))
    assert response.status_code == 422
    text = text_of(response)
    advice = "The hours a week of Y1 Q3: enter hours a week as a number, like 412 or 412.5"
    assert f'<a href="#id_quarter_3">{advice}</a>' in text
    assert 'value="lots"' in text
    assert f'href="{page("assumptions", planned)}">Cancel</a>' in text
    assert 'value="251.5"' in text
    assert "Enter why the assumptions change" in text
    assert Assumptions.unscoped.count() == 1


def test_a_blank_box_makes_the_quarter_unknown_and_nought_makes_it_none(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    client.post(page("assumptions_hours", planned), hours_typed(quarter_2="", quarter_3="0"))
    second = Assumptions.unscoped.get(version=2)
    hours = dict(second.plan_quarters.values_list("quarter_number", "hours_per_week"))
    assert (hours[2], hours[3]) == (None, 0)


def test_saving_nothing_new_is_refused(client: Client, planned: Programme, finance: User) -> None:
    client.force_login(finance)
    response = client.post(page("assumptions_hours", planned), hours_typed())
    assert response.status_code == 422
    assert "Nothing was changed" in text_of(response)
    assert Assumptions.unscoped.count() == 1


def test_somebody_elses_save_is_shown_and_not_overwritten(
    client: Client, planned: Programme, finance: User
) -> None:
    assumptions.new_version(
        programme=planned, by=finance, reason="Mine first", hours={3: Decimal(111)}
    )
    client.force_login(finance)
    url = page("assumptions_hours", planned)
    response = client.post(url, hours_typed(quarter_3="222"))
    assert response.status_code == 422
    rows = [row.cells for row in response.context["differences"].rows]
    assert rows == [["Hours a week, Y1 Q3 · Jul–Sep 2021", "222", "111"]]
    text = text_of(response)
    assert "Mine first" in text
    assert 'value="222"' in text
    assert Assumptions.unscoped.count() == 2
    # The page now shows version 2, so saving again is a decision.
    assert 'name="version" value="2"' in text
    assert client.post(url, hours_typed(quarter_3="222", version="2")).status_code == 302


def test_a_rate_is_added_without_javascript_and_saved(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    url = page("assumptions_rates", planned)
    typed = rates_typed(("28", "12", "2020", "4.50"), reason="half a sent")
    response = client.post(url, {**typed, "add": "rate"})
    assert response.status_code == 200
    text = text_of(response)
    assert "Rate 2" in text
    assert "There is a problem" not in text
    assert "half a sent" in text
    assert Assumptions.unscoped.count() == 1
    typed = rates_typed(("28", "12", "2020", "4.50"), ("3", "1", "2022", "4.3956"))
    assert client.post(url, typed).status_code == 302
    saved = Assumptions.unscoped.get(version=2).rates.values_list("effective_from", "rate_per_hour")
    assert list(saved) == [
        (date(2020, 12, 28), Decimal("4.5")),
        (date(2022, 1, 3), Decimal("4.3956")),
    ]
    assert "£4.3956" in text_of(client.get(page("assumptions", planned)))


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        (
            [("1", "1", "2021", "4.50")],
            "must start on a Monday, like 28 December 2020 or 4 January 2021",
        ),
        ([("28", "12", "2020", "")], "Enter rate 1, or clear its date to remove it"),
        ([("", "", "", "4.50")], "Enter the Monday from which rate 1 holds"),
        (
            [("28", "12", "2020", "4.50"), ("28", "12", "2020", "5")],
            "Rate 2 starts in the same week as rate 1",
        ),
    ],
)
def test_an_unfit_rate_is_refused_in_words(
    client: Client,
    planned: Programme,
    finance: User,
    rates: list[tuple[str, str, str, str]],
    message: str,
) -> None:
    client.force_login(finance)
    response = client.post(page("assumptions_rates", planned), rates_typed(*rates))
    assert response.status_code == 422
    assert message in text_of(response)
    assert Assumptions.unscoped.count() == 1


def costs_typed(lines: list[tuple[str, str]], **changes: str) -> dict[str, str]:
    typed = {"version": "1", "reason": "Costs", "rows": str(len(lines))}
    for line, (name, amount) in enumerate(lines, start=1):
        typed |= {f"name_{line}": name, f"kind_{line}": "other"}
        typed |= {f"amount_{line}_{n}": amount for n in range(1, 9)}
    return {**typed, **changes}


def test_cost_lines_are_added_changed_and_removed(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    url = page("assumptions_costs", planned)
    shown = text_of(client.get(url))
    assert 'value="Set-up"' in shown
    typed = costs_typed([("Staff", "16,000"), ("", "")], add="line")
    text = text_of(client.post(url, typed))
    assert "Cost line 3" in text
    assert 'value="16,000"' in text
    typed = costs_typed(
        [("Staff", "16,000"), ("Set-up", "oops"), ("Travel", "250.50"), ("", "")],
        remove_2="on",
        amount_3_8="",
    )
    assert client.post(url, typed).status_code == 302
    second = Assumptions.unscoped.get(version=2)
    assert [line.name for line in second.cost_lines.all()] == ["Staff", "Travel"]
    travel = second.cost_lines.get(name="Travel")
    assert travel.amounts.get(quarter_number=7).amount == Decimal("250.5")
    assert travel.amounts.get(quarter_number=8).amount is None


def test_a_cost_line_needs_a_name_of_its_own(
    client: Client, planned: Programme, finance: User
) -> None:
    client.force_login(finance)
    url = page("assumptions_costs", planned)
    response = client.post(url, costs_typed([("Staff", "1"), ("staff", "2"), ("", "3")]))
    text = text_of(response)
    assert response.status_code == 422
    assert "Cost line 2 has the same name as cost line 1" in text
    assert "Enter a name for cost line 3" in text


def test_an_old_version_is_shown_as_it_was(
    client: Client, planned: Programme, finance: User
) -> None:
    assumptions.new_version(
        programme=planned,
        by=finance,
        reason="Dearer",
        rates=[PlannedRate(date(2020, 12, 28), Decimal("6"))],
    )
    client.force_login(finance)
    text = text_of(client.get(page("assumptions_version", planned, version=1)))
    assert "£4.50" in text
    assert "no longer in force" in text
    assert "Assumptions, version 1</h1>" in text
    assert "Change rates" not in text
    assert client.get(page("assumptions_version", planned, version=3)).status_code == 404


@pytest.mark.parametrize("name", ["assumptions_rates", "assumptions_hours", "assumptions_costs"])
def test_readers_read_and_strangers_find_nothing(
    client: Client, planned: Programme, finance: User, name: str
) -> None:
    board = making.person(planned.council, Role.BOARD)
    stranger = making.person(making.council(), Role.FINANCE)
    client.force_login(board)
    assert client.get(page("assumptions", planned)).status_code == 200
    assert client.get(page(name, planned)).status_code == 403
    client.force_login(stranger)
    assert client.get(page("assumptions", planned)).status_code == 404
    client.force_login(finance)
    assert client.get(page(name, planned)).status_code == 200
