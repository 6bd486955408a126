"""The steps of a return: what each does, what it refuses, and what it leaves in the record."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.events import history
from accounts.models import Event, User
from programmes import codes
from programmes.actions import measures, returns
from programmes.actions.errors import EditedMeanwhile, Refused
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Programme, QuarterlyReturn, Reading, ReturnEditor
from programmes.timeline import replay
from tests.integration.programmes.making import World, register_says

pytestmark = pytest.mark.django_db

Status = QuarterlyReturn.Status


def save(version: QuarterlyReturn, by: User, **entries: Entry) -> QuarterlyReturn:
    return returns.save(return_=version, by=by, seen=editions_of(version), entries=entries)


def reading(version: QuarterlyReturn, code: str) -> Reading:
    found: Reading = version.readings.get(measure__code=code)
    return found


def test_events_replay_to_the_status(world: World) -> None:
    """Through every step, twice round, the record says the same as the row."""
    version = world.submitted(expenditure="25000")

    def agrees() -> None:
        version.refresh_from_db()
        verbs = [event.verb for event in history(world.council, version)]
        assert replay(verbs) == version.status, verbs

    agrees()
    returns.send_back(return_=version, by=world.finance, edition=version.edition, reason="Too high")
    agrees()
    version = world.saved(expenditure="24000")
    agrees()
    returns.submit(return_=version, by=world.commissioner, edition=version.edition)
    agrees()
    returns.approve(return_=version, by=world.finance, edition=version.edition)
    agrees()
    version = returns.reopen(return_=version, by=world.administrator, reason="An invoice came late")
    agrees()
    assert [e.verb for e in history(world.council, version)] == ["return.reopened"]


def test_blank_is_not_zero(world: World) -> None:
    version = world.saved(expenditure="", enquiries="0")
    assert reading(version, "expenditure").value is None
    assert reading(version, "enquiries").value == 0
    approved = world.approved(expenditure="", enquiries="0")
    assert reading(approved, "expenditure").value is None
    assert reading(approved, "enquiries").value == 0


def test_opening_twice_gives_the_same_draft(world: World) -> None:
    first = world.draft()
    assert world.draft().pk == first.pk
    assert Event.objects.filter(verb="return.opened").count() == 1


def test_a_quarter_is_opened_only_once_it_has_begun(world: World) -> None:
    begins_today = Programme.unscoped.get(pk=world.programme.pk)
    begins_today.start_date = timezone.localdate()
    begins_today.save()
    version = world.draft(1)
    with pytest.raises(Refused, match="has not begun"):
        world.draft(2)
    with pytest.raises(Refused, match="no such quarter"):
        world.draft(9)
    version.refresh_from_db()
    with pytest.raises(Refused, match="has not ended"):
        returns.submit(return_=version, by=world.commissioner, edition=version.edition)


def test_saving_the_same_again_changes_nothing(world: World) -> None:
    version = world.saved(expenditure="25000")
    again = world.saved(by=world.finance, expenditure="25000.00")
    assert again.edition == version.edition
    assert list(ReturnEditor.unscoped.values_list("user", flat=True)) == [world.commissioner.pk]
    assert Event.objects.filter(verb="return.saved").count() == 1


def test_a_save_over_another_save_overwrites_nothing(world: World) -> None:
    shown = world.saved(expenditure="25000")
    seen = editions_of(shown)
    world.saved(by=world.finance, expenditure="26000")
    entries = {"expenditure": Entry(Decimal(27000))}
    with pytest.raises(EditedMeanwhile) as error:
        returns.save(
            return_=shown,
            by=world.commissioner,
            seen=seen,
            entries=entries,
            comment="mine",
        )
    assert reading(error.value.saved, "expenditure").value == 26000
    assert error.value.typed == {"entries": entries, "comment": "mine"}
    assert reading(shown, "expenditure").value == 26000
    stale = shown.edition
    returns.submit(return_=shown, by=world.commissioner, edition=stale + 1)
    with pytest.raises(EditedMeanwhile):
        returns.approve(return_=shown, by=world.administrator, edition=stale)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("hours_per_week", "1.234"),
        ("expenditure", "0.001"),
        ("enquiries", "1.5"),
        ("enquiries", "-1"),
        ("hours_per_week", "-0.5"),
        ("expenditure", "100000000.01"),
        ("expenditure", "NaN"),
        ("expenditure", "Infinity"),
    ],
)
def test_unfit_figures_are_refused_under_their_measure(world: World, code: str, value: str) -> None:
    with pytest.raises(ValidationError) as error:
        figures: dict[str, Any] = {code: value, "new_enterprises": "3"}
        world.saved(**figures)
    assert list(error.value.message_dict) == [code]
    assert not Reading.unscoped.exists(), "all or nothing"


def test_a_refund_may_be_negative(world: World) -> None:
    assert reading(world.saved(expenditure="-12.50"), "expenditure").value == Decimal("-12.50")


def test_the_registers_figure_is_taken_with_its_note(world: World) -> None:
    with register_says(codes.HOURS_PER_WEEK, "123.456", "from 3 of 4 enterprises"):
        version = save(world.draft(), world.commissioner, hours_per_week=Entry(origin="register"))
    kept = reading(version, "hours_per_week")
    assert (kept.value, kept.register_value) == (Decimal("123.46"), Decimal("123.46"))
    assert (kept.origin, kept.register_note) == ("register", "from 3 of 4 enterprises")


def test_a_figure_that_moved_while_the_page_was_open_is_not_taken(world: World) -> None:
    with (
        register_says(codes.HOURS_PER_WEEK, "130"),
        pytest.raises(ValidationError, match=r"The register now says 130, no longer 123\.45"),
    ):
        seen = Entry(Decimal("123.45"), origin="register")
        save(world.draft(), world.commissioner, hours_per_week=seen)


def test_another_figure_needs_a_reason_before_submitting_not_before_saving(world: World) -> None:
    with register_says(codes.HOURS_PER_WEEK, "120"):
        version = save(world.draft(), world.commissioner, hours_per_week=Entry(Decimal(130)))
        assert reading(version, "hours_per_week").register_value == 120
        with pytest.raises(ValidationError, match="say why 130 hours a week differs"):
            returns.submit(return_=version, by=world.commissioner, edition=version.edition)
        reasoned = Entry(Decimal(130), reason="Two enterprises reported late")
        version = save(version, world.commissioner, hours_per_week=reasoned)
        assert returns.submit(return_=version, by=world.commissioner, edition=version.edition)


def test_a_reason_is_kept_only_where_something_differs(world: World) -> None:
    with register_says(codes.HOURS_PER_WEEK, "120"):
        given = Entry(Decimal(120), reason="Two enterprises reported late")
        version = save(world.draft(), world.commissioner, hours_per_week=given)
    assert reading(version, "hours_per_week").reason == ""


def test_a_blank_beside_a_registers_figure_needs_a_reason_too(world: World) -> None:
    with register_says(codes.HOURS_PER_WEEK, "120"):
        version = world.draft()
        with pytest.raises(ValidationError, match="say why the box is blank"):
            returns.submit(return_=version, by=world.commissioner, edition=version.edition)
        version = save(version, world.commissioner, hours_per_week=Entry(reason="Not trusted"))
        assert returns.submit(return_=version, by=world.commissioner, edition=version.edition)
    version.refresh_from_db()
    assert reading(version, "hours_per_week").value is None


def test_a_register_that_moved_since_the_save_is_noticed_at_submission(world: World) -> None:
    with register_says(codes.ENQUIRIES, "7"):
        version = save(world.draft(), world.commissioner, enquiries=Entry(origin="register"))
    with register_says(codes.ENQUIRIES, "8"), pytest.raises(ValidationError, match="now says 8"):
        returns.submit(return_=version, by=world.commissioner, edition=version.edition)


def test_eligible_hours_are_taken_by_themselves_and_frozen(world: World) -> None:
    code = codes.ELIGIBLE_HOURS_PER_WEEK
    with register_says(code, "80"):
        version = world.saved(expenditure="1")
        assert reading(version, code).value == 80
    with register_says(code, "90"):
        returns.submit(return_=version, by=world.commissioner, edition=version.edition)
        version.refresh_from_db()
        assert reading(version, code).value == 90
        with pytest.raises(ValidationError, match="does not ask for"):
            typed: dict[str, Any] = {code: "5"}
            world.saved(2, **typed)
    with register_says(code, "95"):
        returns.approve(return_=version, by=world.finance, edition=version.edition)
    assert reading(version, code).value == 90


def test_a_ratio_keeps_its_parts(world: World) -> None:
    measures.add(
        programme=world.programme,
        by=world.administrator,
        code="choice",
        name="People who agree they have more choice",
        unit="percent",
        aggregation="ratio",
    )
    version = save(
        world.draft(),
        world.commissioner,
        choice=Entry(numerator=Decimal(2), denominator=Decimal(3)),
    )
    kept = reading(version, "choice")
    assert (kept.value, kept.numerator, kept.denominator) == (Decimal("66.6667"), 2, 3)
    for wrong in (
        Entry(Decimal(50)),
        Entry(numerator=Decimal(2)),
        Entry(numerator=Decimal(4), denominator=Decimal(3)),
        Entry(numerator=Decimal(0), denominator=Decimal(0)),
    ):
        with pytest.raises(ValidationError):
            save(version, world.commissioner, choice=wrong)


def test_a_second_approval_is_quiet(world: World) -> None:
    version = world.submitted()
    before = world.programme.input_version
    assert returns.approve(return_=version, by=world.finance, edition=version.edition)
    assert not returns.approve(return_=version, by=world.finance, edition=version.edition)
    assert Event.objects.filter(verb="return.approved").count() == 1
    world.programme.refresh_from_db()
    assert world.programme.input_version == before + 1


def test_what_is_not_waiting_is_not_decided(world: World) -> None:
    draft = world.draft()
    with pytest.raises(Refused, match="has not been submitted"):
        returns.approve(return_=draft, by=world.finance, edition=draft.edition)
    version = world.submitted()
    assert not returns.submit(return_=version, by=world.commissioner, edition=version.edition)
    with pytest.raises(ValidationError, match="what is to be corrected"):
        returns.send_back(return_=version, by=world.finance, edition=version.edition, reason=" ")
    returns.send_back(
        return_=version,
        by=world.finance,
        edition=version.edition,
        reason="Which invoices?",
        sections=["comment", "money"],
    )
    version.refresh_from_db()
    assert version.sent_back_sections == "money,comment"
    with pytest.raises(Refused, match="sent back"):
        returns.approve(return_=version, by=world.finance, edition=version.edition)


def test_a_submitted_return_is_not_edited(world: World) -> None:
    version = world.submitted()
    with pytest.raises(Refused, match="sent back"):
        world.saved(expenditure="2")
    returns.approve(return_=version, by=world.finance, edition=version.edition)
    version.refresh_from_db()
    with pytest.raises(Refused, match="never changes"):
        save(version, world.commissioner, expenditure=Entry(Decimal(2)))


def test_reopening_makes_the_next_version_and_leaves_the_approved_one(world: World) -> None:
    approved = world.approved(expenditure="25000")
    with pytest.raises(ValidationError, match="why the return is reopened"):
        returns.reopen(return_=approved, by=world.administrator, reason="")
    second = returns.reopen(return_=approved, by=world.administrator, reason="Late invoice")
    assert (second.version, second.status) == (2, Status.DRAFT)
    assert reading(second, "expenditure").value == 25000
    assert not ReturnEditor.unscoped.filter(return_version=second).exists()
    again = returns.reopen(return_=approved, by=world.administrator, reason="Late invoice")
    assert again.pk == second.pk
    second = world.saved(expenditure="26000")
    assert reading(approved, "expenditure").value == 25000
    returns.submit(return_=second, by=world.commissioner, edition=second.edition)
    returns.approve(return_=second, by=world.finance, edition=second.edition)
    with pytest.raises(Refused, match="later version"):
        returns.reopen(return_=approved, by=world.administrator, reason="Again")
    assert list(QuarterlyReturn.unscoped.order_by("version").values_list("version", "status")) == [
        (1, "approved"),
        (2, "approved"),
    ]


def test_the_event_holds_the_figures_that_were_approved(world: World) -> None:
    world.approved(expenditure="25000", enquiries="")
    event = Event.objects.get(verb="return.approved")
    assert event.actor == world.finance
    assert event.after is not None
    assert event.after["figures"]["expenditure"] == "25000.0000"
    assert event.after["figures"]["enquiries"] is None
    saved = Event.objects.filter(verb="return.saved").last()
    assert saved is not None
    assert saved.after is not None
    assert saved.after["expenditure"]["value"] == "25000"


def test_a_programme_that_starts_later_keeps_its_returns(world: World) -> None:
    from programmes.actions import programmes

    world.approved(3)
    changed = programmes.change(
        programme=world.programme,
        by=world.administrator,
        reason="Late start",
        start_date=date(2022, 4, 1),
    )
    assert changed.quarter(1).start == date(2022, 4, 1)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="quarter 3"):
        programmes.change(
            programme=changed, by=world.administrator, reason="Shorter", quarter_count=2
        )
