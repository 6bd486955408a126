"""The stored cash flow: what each cell is, when it is replaced, and when it is not."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from cashflow import inputs
from cashflow.actions import assumptions, recompute
from cashflow.actions.recompute import Result
from cashflow.checking import differences
from cashflow.lines import TooLarge
from cashflow.models import Line, Run
from cashflow.plan import PlannedCost, PlannedRate
from cashflow.tasks import queue_after_a_quarters_end
from jobs import runner
from jobs.chores import EVERY, Rounds
from jobs.models import Job
from programmes.models import Programme
from programmes.signals import announce
from tests.integration.cashflow import making

pytestmark = pytest.mark.django_db

# In quarter 4 of eight that began in January 2021: three have ended.
TODAY = date(2021, 11, 5)

People = tuple[User, User]


@pytest.fixture
def people() -> People:
    council = making.council()
    return making.person(council, Role.COMMISSIONER), making.person(council, Role.FINANCE)


@pytest.fixture
def programme(people: People) -> Programme:
    council = people[0].memberships.get().council
    made = making.programme(council, people[0])
    making.published_assumptions(made, people[1])
    return made


def lines(programme: Programme, series: str, basis: str = "published") -> list[Line]:
    return list(
        Line.unscoped.filter(run__programme=programme, series=series, basis=basis).order_by(
            "quarter_number"
        )
    )


def column(programme: Programme, series: str, name: str, basis: str = "published") -> list[object]:
    return [getattr(line, name) for line in lines(programme, series, basis)]


def test_the_plan_is_the_published_table_and_exact(programme: Programme) -> None:
    assert recompute.recompute(programme, today=TODAY) is Result.STORED
    plan = lines(programme, "plan")
    assert [line.hours for line in plan] == [0, 1300, 2275, 3250, 4875, 6500, 8450, 9750]
    assert [str(line.cumulative) for line in plan] == [
        "-25000.000000",
        "-44150.000000",
        "-58912.500000",
        "-69287.500000",
        "-62350.000000",
        "-48100.000000",
        "-25075.000000",
        "3800.000000",
    ]
    assert {line.hours_state for line in plan} == {Line.State.PLAN}
    assert {line.return_version_id for line in plan} == {None}


def test_each_cell_of_the_outturn_says_what_it_is(programme: Programme, people: People) -> None:
    said = making.approved_return(programme, 1, people, making.figures("0", "21000.50"))
    blank = making.approved_return(programme, 2, people, making.figures("62.25", None))
    recompute.recompute(programme, today=TODAY)
    outturn = lines(programme, "outturn")
    assert [line.hours_state for line in outturn] == [
        "actual",
        "actual",
        "plan_missing",
        *["forecast"] * 5,
    ]
    assert [line.expenditure_state for line in outturn] == [
        "actual",
        "plan_blank",
        "plan_missing",
        *["forecast"] * 5,
    ]
    assert [line.hours_per_week for line in outturn[:4]] == [0, Decimal("62.25"), 175, 250]
    assert [line.expenditure for line in outturn[:4]] == [Decimal("21000.50"), 25000, 25000, 25000]
    assert [line.return_version_id for line in outturn[:3]] == [said.pk, blank.pk, None]
    # 62.25 x 13 x 4.50 = 3641.625; - 21000.50 - 25000 + 3641.625 = -42358.875
    assert outturn[1].cost_avoidance == Decimal("3641.625")
    assert outturn[1].cumulative == Decimal("-42358.875")


def test_the_eligible_basis_knows_hours_only_where_a_return_gives_them(
    programme: Programme, people: People
) -> None:
    making.approved_return(programme, 1, people, making.figures("10", "20000", eligible="4.5"))
    making.approved_return(programme, 2, people, making.figures("20", "20000"))
    recompute.recompute(programme, today=TODAY)
    plan, outturn = lines(programme, "plan", "eligible"), lines(programme, "outturn", "eligible")
    assert {(line.hours_per_week, line.hours_state) for line in plan} == {(None, "unknown")}
    assert [line.hours_state for line in outturn] == ["actual", *["unknown"] * 7]
    assert outturn[0].cost_avoidance == Decimal("263.25")  # 4.5 x 13 x 4.50
    assert outturn[0].cumulative == Decimal("-19736.75")
    assert [line.cumulative for line in outturn[1:]] == [None] * 7
    assert [line.expenditure for line in outturn] == column(programme, "outturn", "expenditure")


def test_a_blank_is_never_nought(programme: Programme, people: People) -> None:
    assumptions.new_version(programme=programme, by=people[1], reason="Not known", hours={5: None})
    making.approved_return(programme, 5, people, making.figures(None, "100"))
    recompute.recompute(programme, today=TODAY)
    for series in ("plan", "outturn"):
        row = lines(programme, series)[4]
        assert (row.hours_per_week, row.hours, row.cost_avoidance, row.net) == (None,) * 4
        assert row.hours_state == "unknown"
        assert column(programme, series, "cumulative")[4:] == [None] * 4
        assert column(programme, series, "net")[5] is not None


@pytest.mark.parametrize("status", ["draft", "submitted", "sent_back"])
def test_nothing_counts_before_it_is_approved(
    programme: Programme, people: People, status: str
) -> None:
    first = making.approved_return(programme, 1, people, making.figures("10", "20000"))
    for quarter, version in ((1, 2), (2, 1)):
        making.open_return(
            programme, quarter, people[0], making.figures("99", "1"), version=version, status=status
        )
    recompute.recompute(programme, today=TODAY)
    outturn = lines(programme, "outturn")[:2]
    assert [line.hours_per_week for line in outturn] == [10, 100]
    assert [line.hours_state for line in outturn] == ["actual", "plan_missing"]
    assert [line.return_version_id for line in outturn] == [first.pk, None]


def test_a_reopened_quarter_keeps_its_figure_until_the_next_version_is_approved(
    programme: Programme, people: People
) -> None:
    making.approved_return(programme, 1, people, making.figures("10", "20000"))
    second = making.approved_return(programme, 1, people, making.figures("12", "20000"), version=2)
    recompute.recompute(programme, today=TODAY)
    row = lines(programme, "outturn")[0]
    assert (row.hours_per_week, row.return_version_id) == (12, second.pk)


def test_without_assumptions_there_is_a_message_and_nothing_is_cleared(people: People) -> None:
    council = people[0].memberships.get().council
    empty = making.programme(council, people[0])
    assert recompute.recompute(empty, today=TODAY) is Result.NO_ASSUMPTIONS
    assert not Run.unscoped.exists()


def test_doing_it_again_stores_the_same_lines_once(programme: Programme) -> None:
    recompute.recompute(programme, today=TODAY)
    first = Run.unscoped.get()
    before = list(first.lines.values_list("series", "quarter_number", "cumulative"))
    recompute.recompute(programme, today=TODAY)
    again = Run.unscoped.get()
    assert list(again.lines.values_list("series", "quarter_number", "cumulative")) == before
    assert again.fingerprint == first.fingerprint
    assert again.lines.count() == 2 * 2 * 8


def test_a_stale_result_never_replaces_a_newer_one(programme: Programme, people: People) -> None:
    """Two recomputes interleaved: the first to read is the last to store."""
    slow = recompute.from_scratch(Programme.unscoped.get(pk=programme.pk), TODAY)
    assumptions.new_version(
        programme=programme,
        by=people[1],
        reason="A new rate",
        rates=[PlannedRate(date(2020, 12, 28), Decimal("5"))],
    )
    fast = recompute.from_scratch(Programme.unscoped.get(pk=programme.pk), TODAY)
    assert slow is not None
    assert fast is not None
    assert recompute.store(programme, fast) is Result.STORED
    assert recompute.store(programme, slow) is Result.NOT_NEWER
    assert lines(programme, "plan")[1].cost_avoidance == 6500  # 100 x 13 x 5
    assert Run.unscoped.get().fingerprint == fast.fingerprint


def test_a_result_of_an_earlier_day_does_not_replace_one_of_a_later(programme: Programme) -> None:
    recompute.recompute(programme, today=date(2022, 1, 1))
    assert recompute.recompute(programme, today=date(2021, 12, 31)) is Result.NOT_NEWER
    assert Run.unscoped.get().as_at == date(2022, 1, 1)


def test_equal_inputs_have_equal_fingerprints_and_others_do_not(people: People) -> None:
    prints = []
    for rate in ("4.50", "4.5000", "4.51"):
        council = making.council()
        made = making.programme(council, people[0])
        making.published_assumptions(made, people[1])
        if rate == "4.51":
            changed = [PlannedRate(date(2020, 12, 28), Decimal(rate))]
            assumptions.new_version(programme=made, by=people[1], reason="Price", rates=changed)
        worked = recompute.from_scratch(made, TODAY)
        assert worked is not None
        prints.append(worked.fingerprint)
    assert prints[0] == prints[1] != prints[2]
    another_day = recompute.from_scratch(made, date(2022, 1, 1))
    assert another_day is not None
    assert another_day.fingerprint != prints[2]


def test_a_run_is_stale_when_figures_change_or_a_quarter_ends(programme: Programme) -> None:
    recompute.recompute(programme, today=date(2021, 12, 30))
    run = Run.unscoped.select_related("programme__council").get()
    assert not recompute.is_stale(run, date(2021, 12, 31))
    assert recompute.is_stale(run, date(2022, 1, 1))
    with transaction.atomic():
        announce(programme, cause="test")
    run = Run.unscoped.select_related("programme__council").get()
    assert recompute.is_stale(run, date(2021, 12, 31))


def test_a_change_queues_one_job_and_the_job_stores_the_cash_flow(programme: Programme) -> None:
    with transaction.atomic():
        announce(programme, cause="test")
    job = Job.unscoped.get(kind="cashflow.recompute")
    assert job.council == programme.council
    assert runner.run(job.pk)
    run = Run.unscoped.get()
    assert (run.job_id, run.input_version) == (job.pk, programme.input_version)
    job.refresh_from_db()
    assert job.result == {"result": Result.STORED.value}


def test_what_cannot_be_stored_exactly_is_refused_and_nothing_changes(
    programme: Programme, people: People
) -> None:
    recompute.recompute(programme, today=TODAY)
    before = Run.unscoped.get().fingerprint
    making.approved_return(programme, 1, people, making.figures("10.125", "20000"))
    with pytest.raises(TooLarge, match="hours per week of Y1 Q1"):
        recompute.recompute(programme, today=TODAY)
    assert Run.unscoped.get().fingerprint == before


def test_the_check_finds_a_line_that_was_tampered_with(programme: Programme) -> None:
    recompute.recompute(programme, today=TODAY)
    assert differences(programme) == []
    call_command("check_cash_flow")
    line = lines(programme, "plan")[3]
    Line.unscoped.filter(pk=line.pk).update(cumulative=Decimal("-69288"))
    assert differences(programme) == [
        "plan, published, quarter 4: cumulative is -69288.000000 and should be -69287.500000."
    ]
    with pytest.raises(CommandError):
        call_command("check_cash_flow", council=programme.council.slug)


def test_the_command_works_out_what_is_due(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    recompute.recompute(programme, today=date(2021, 2, 1))
    assert lines(programme, "outturn")[0].hours_state == "forecast"
    call_command("recompute", "--due")
    assert lines(programme, "outturn")[0].hours_state == "plan_missing"
    call_command("recompute", "--due")
    assert "Nothing to work out." in capsys.readouterr().out


@pytest.mark.parametrize("quarters", [2, 20])
def test_inputs_take_as_many_queries_at_2_and_at_20_quarters(people: People, quarters: int) -> None:
    council = people[0].memberships.get().council
    made = making.programme(council, people[0], quarters=quarters)
    assumptions.new_version(
        programme=made,
        by=people[1],
        reason="A plan",
        rates=[PlannedRate(date(2020, 12, 28), Decimal(n)) for n in (4,)],
        hours={n: Decimal(n) for n in range(1, quarters + 1)},
        cost_lines=[
            PlannedCost(f"Line {n}", "other", {q: Decimal(1) for q in range(1, quarters + 1)})
            for n in range(quarters // 2)
        ],
    )
    for number in range(1, quarters + 1):
        making.approved_return(made, number, people, making.figures("1", "1", "1"))
    with CaptureQueriesContext(connection) as queries:
        read = inputs.read(made, TODAY)
    assert read is not None
    assert len(read.returns) == quarters
    assert len(queries) == 7


def test_the_worker_queues_a_recompute_once_a_quarter_has_ended(programme: Programme) -> None:
    recompute.recompute(programme, today=date(2021, 2, 1))
    Job.unscoped.all().delete()
    queue_after_a_quarters_end()
    job = Job.unscoped.get()
    assert runner.run(job.pk)
    assert lines(programme, "outturn")[0].hours_state == "plan_missing"
    queue_after_a_quarters_end()
    assert Job.unscoped.count() == 1


def test_what_could_not_be_worked_out_is_not_asked_for_every_hour(programme: Programme) -> None:
    recompute.recompute(programme, today=date(2021, 2, 1))
    Job.unscoped.all().delete()
    queue_after_a_quarters_end()
    Job.unscoped.update(state=Job.State.SET_ASIDE, finished_at=timezone.now())
    queue_after_a_quarters_end()
    assert Job.unscoped.count() == 1


def test_a_worker_does_its_rounds_at_the_start_and_then_each_hour(programme: Programme) -> None:
    rounds = Rounds()
    assert rounds.look(1000.0)
    assert not rounds.look(1000.0 + EVERY - 1)
    assert rounds.look(1000.0 + EVERY)
