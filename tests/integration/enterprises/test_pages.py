"""The register's pages, as people use them, and who may not."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from enterprises.actions import hours, register
from enterprises.models import (
    Enquiry,
    Enterprise,
    EnterpriseStage,
    QuarterHours,
    TypicalWeek,
    WeeklyHours,
)
from enterprises.weeks import HOW_TO_COME_COUNTS
from tests.integration.enterprises.making import START, World, a_running_world, day, words

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def test_an_empty_register_says_how_to_begin(world: World, keeper: Client) -> None:
    page = keeper.get(world.url("enterprise_list"))
    assert page.status_code == 200
    assert "The register is empty" in words(page)
    assert "No enquiries yet" in words(keeper.get(world.url("enquiry_list")))
    assert "no trading enterprise yet" in words(keeper.get(world.url("quarter_hours"))).lower()


def test_from_adding_an_enterprise_to_its_quarters_hours(world: World, keeper: Client) -> None:
    added = keeper.post(
        world.url("enterprise_new"),
        {
            "name": "Fen Helpers",
            "reference": "ME-1",
            "postcode": "cb7 4ee",
            "traded_before_programme": "no",
            "service_types": [world.kinds["personal-care"].pk, world.kinds["gardening"].pk],
            "partner": world.partner.pk,
        },
    )
    mine = Enterprise.unscoped.get()
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    assert added["Location"] == detail
    assert (mine.postcode, mine.traded_before_programme, mine.partner) == (
        "CB7 4EE",
        False,
        world.partner,
    )
    assert mine.service_types.count() == 2

    staged = keeper.post(
        world.url("stage_new", enterprise=mine.pk),
        {"stage": "established", "note": "", **day("on", START)},
    )
    assert staged["Location"] == detail
    week = world.url("hours_week", enterprise=mine.pk, week=START.isoformat())
    assert keeper.get(week).status_code == 200
    saved = keeper.post(
        week,
        {
            "edition": "none",
            "lines": "3",
            "hours_0": "12.5",
            "kind_0": world.kinds["personal-care"].pk,
            "payer_0": "direct_payment",
            "hours_1": "",
            "kind_1": world.kinds["not-recorded"].pk,
            "payer_1": "unknown",
            "hours_2": "1,000.25",
            "kind_2": world.kinds["gardening"].pk,
            "payer_2": "self_funded",
            "reason": "Many people",
        },
    )
    assert saved["Location"] == f"{detail}?quarter=1"
    assert QuarterHours.unscoped.get(quarter_number=1).measured_hundredths == 101_275
    page = words(keeper.get(f"{detail}?quarter=1"))
    assert "Correct the hours of 3 January 2022 1,012.75 Measured" in page
    assert "Add the hours of 10 January 2022 – no figure Missing" in page
    quarters = words(keeper.get(world.url("quarter_hours")))
    assert "77.9 1,012.75 0 0.96 0% From 1 of 1 trading enterprise, 8%" in quarters


def test_another_line_is_added_without_losing_or_judging_what_was_typed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    week = world.url("hours_week", enterprise=mine.pk, week=START.isoformat())
    page = keeper.post(
        week, {"do": "add", "edition": "none", "lines": "3", "hours_0": "twelve", "kind_0": "x"}
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="twelve"' in text
    assert 'name="hours_3"' in text
    assert 'name="lines" value="4"' in text
    assert "There is a problem" not in text
    assert not WeeklyHours.unscoped.exists()


def test_a_week_without_any_figure_is_not_saved_and_can_be_removed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    week = world.url("hours_week", enterprise=mine.pk, week=START.isoformat())
    lines = {
        f"{name}_{line}": value
        for line in range(2)
        for name, value in (
            ("hours", ""),
            ("kind", world.kinds["meals"].pk),
            ("payer", "unknown"),
        )
    }
    refused = keeper.post(week, {"edition": "none", "lines": "2", **lines})
    assert refused.status_code == 422
    assert "Enter the hours of this week, or 0 if there were none" in words(refused)
    keeper.post(week, {"edition": "none", "lines": "2", **lines, "hours_1": "0"})
    row = WeeklyHours.unscoped.get()
    assert row.hundredths == 0
    keeper.post(week, {"do": "remove", "edition": str(row.pk), "lines": "2"})
    assert not WeeklyHours.unscoped.exists()


def test_a_long_week_is_asked_about_with_what_was_typed(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    week = world.url("hours_week", enterprise=mine.pk, week=START.isoformat())
    typed = {
        "edition": "none",
        "lines": "1",
        "hours_0": "200",
        "kind_0": world.kinds["meals"].pk,
        "payer_0": "other",
    }
    asked = keeper.post(week, typed)
    assert asked.status_code == 422
    assert "The week of 3 January 2022 says 200 hours. A week has 168" in words(asked)
    assert 'name="reason"' in asked.content.decode()
    assert 'value="200"' in asked.content.decode()
    no_reason = keeper.post(week, typed | {"reason": "ok"})
    assert no_reason.status_code == 422
    assert "Say why in a few words" in words(no_reason)
    assert keeper.post(week, typed | {"reason": "Two people work in it"}).status_code == 302
    assert WeeklyHours.unscoped.get().hours == 200


def test_a_week_saved_meanwhile_is_shown_and_not_overwritten(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    world.record(mine, START, world.entry("10"))
    week = world.url("hours_week", enterprise=mine.pk, week=START.isoformat())
    typed = {
        "edition": hours.edition_of(list(WeeklyHours.unscoped.all())),
        "lines": "1",
        "hours_0": "12",
        "kind_0": world.kinds["personal-care"].pk,
        "payer_0": "direct_payment",
    }
    world.record(mine, START, world.entry("11"))
    page = keeper.post(week, typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert "11 hours, Personal care, Direct payment" in words(page)
    assert 'value="12"' in text
    assert WeeklyHours.unscoped.get().hours == 11
    edition = re.search(r'name="edition" value="([^"]*)"', text)
    assert edition is not None
    assert keeper.post(week, typed | {"edition": edition[1]}).status_code == 302
    assert WeeklyHours.unscoped.get().hours == 12


@pytest.mark.parametrize("week", ["2022-01-04", "2021-12-27", "2099-01-05", "20220103", "monday"])
def test_a_week_that_cannot_be_recorded_has_no_page(
    world: World, keeper: Client, week: str
) -> None:
    mine = world.enterprise()
    assert keeper.get(world.url("hours_week", enterprise=mine.pk, week=week)).status_code == 404


def test_two_of_one_name_are_asked_about_on_the_page(world: World, keeper: Client) -> None:
    world.enterprise()
    typed = {"name": "Fen Helpers", "traded_before_programme": "not-known"}
    asked = keeper.post(world.url("enterprise_new"), typed)
    assert asked.status_code == 422
    assert "already" in words(asked)
    again = keeper.post(world.url("enterprise_new"), typed | {"asked": "yes"})
    assert again.status_code == 422
    added = keeper.post(
        world.url("enterprise_new"), typed | {"asked": "yes", "known_to_differ": "on"}
    )
    assert added.status_code == 302
    assert Enterprise.unscoped.get(traded_before_programme=None).name == "Fen Helpers"


def test_what_is_wrong_with_an_enterprise_is_said_beside_its_box(
    world: World, keeper: Client
) -> None:
    page = keeper.post(world.url("enterprise_new"), {"name": "", "postcode": "CB7"})
    text = words(page)
    assert page.status_code == 422
    for message in (
        "Enter the name of the enterprise",
        "Enter a whole postcode, like CB7 4EE",
        "Select whether it traded before the programme began",
    ):
        assert message in text
    assert 'value="CB7"' in page.content.decode()


def test_an_enterprise_changed_meanwhile_is_shown_with_what_was_typed(
    world: World, keeper: Client
) -> None:
    mine = world.enterprise()
    mine.refresh_from_db()
    url = world.url("enterprise_edit", enterprise=mine.pk)
    typed = {"name": "Mine", "traded_before_programme": "yes", "edition": str(mine.edition)}
    register.change_enterprise(enterprise=mine, by=world.keeper, name="Theirs")
    page = keeper.post(url, typed)
    assert page.status_code == 422
    assert "What is saved now" in words(page)
    assert "Theirs" in words(page)
    assert 'value="Mine"' in page.content.decode()
    mine.refresh_from_db()
    assert mine.name == "Theirs"
    assert keeper.post(url, typed | {"edition": str(mine.edition)}).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.traded_before_programme) == ("Mine", True)


def test_a_form_without_its_edition_overwrites_nothing(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    url = world.url("enterprise_edit", enterprise=mine.pk)
    assert keeper.post(url, {"name": "X", "traded_before_programme": "yes"}).status_code == 422
    mine.refresh_from_db()
    assert mine.name == "Fen Helpers"


def test_a_stage_is_corrected_and_taken_out(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    step = EnterpriseStage.unscoped.get()
    url = world.url("stage_edit", enterprise=mine.pk, stage=step.pk)
    assert keeper.get(url).status_code == 200
    mine.refresh_from_db()
    later = START + WEEK * 13
    changed = keeper.post(
        url, {"edition": mine.edition, "stage": "established", "note": "", **day("on", later)}
    )
    assert changed.status_code == 302
    step.refresh_from_db()
    assert step.on == later
    late = keeper.post(url, {"edition": mine.edition, "do": "remove"})
    assert late.status_code == 422
    assert EnterpriseStage.unscoped.exists()
    mine.refresh_from_db()
    assert keeper.post(url, {"edition": mine.edition, "do": "remove"}).status_code == 302
    assert not EnterpriseStage.unscoped.exists()


def test_a_typical_week_is_given_ended_and_removed(world: World, keeper: Client) -> None:
    mine = world.enterprise()
    typed = {
        "hours": "12",
        "service_type": world.kinds["meals"].pk,
        "payer": "council",
        **day("valid_from", START + timedelta(days=2)),
    }
    url = world.url("typical_week_new", enterprise=mine.pk)
    refused = keeper.post(url, typed)
    assert refused.status_code == 422
    assert "The week of that day begins on 3 January 2022" in words(refused)
    assert keeper.post(url, typed | day("valid_from", START)).status_code == 302
    given = TypicalWeek.unscoped.get()
    edit = world.url("typical_week_edit", enterprise=mine.pk, typical=given.pk)
    page = keeper.get(edit)
    assert 'name="edition" value="open"' in page.content.decode()
    assert keeper.post(edit, {"edition": "open", **day("valid_to", START)}).status_code == 302
    given.refresh_from_db()
    assert given.valid_to == START
    assert keeper.post(edit, {"edition": "open", "do": "remove"}).status_code == 422
    assert keeper.post(edit, {"edition": "2022-01-03", "do": "remove"}).status_code == 302
    assert not TypicalWeek.unscoped.exists()


def test_an_enquiry_is_added_listed_and_changed(world: World, keeper: Client) -> None:
    typed = {"reference": "E1", "area": "CB7 4EE", "status": "open", **day("received_on", START)}
    refused = keeper.post(world.url("enquiry_new"), typed)
    assert "Enter only the first part of the postcode" in words(refused)
    assert keeper.post(world.url("enquiry_new"), typed | {"area": "CB7"}).status_code == 302
    enquiry = Enquiry.unscoped.get()
    assert "3 January 2022 E1 – not known CB7 Open" in words(keeper.get(world.url("enquiry_list")))
    edit = world.url("enquiry_edit", enquiry=enquiry.pk)
    changed = {**typed, "area": "Ely", "status": "closed", "edition": "1"}
    assert keeper.post(edit, changed).status_code == 302
    assert keeper.post(edit, changed | {"area": "March"}).status_code == 422
    enquiry.refresh_from_db()
    assert (enquiry.area, enquiry.status) == ("Ely", "closed")


def test_weeks_still_to_come_are_spoken_of_in_the_same_words_everywhere(
    world: World, keeper: Client
) -> None:
    a_running_world(world)
    mine = world.enterprise(since=world.programme.quarters()[0].start)
    ahead = [week for quarter in world.programme.quarters() for week in quarter.weeks][-1]
    last = world.programme.quarters()[-1]
    assert ahead > timezone.localdate()
    detail = world.url("enterprise_detail", enterprise=mine.pk)
    page = words(keeper.get(f"{detail}?quarter={last.number}"))
    assert "Still to come" in page
    assert HOW_TO_COME_COUNTS in page
    assert HOW_TO_COME_COUNTS in words(keeper.get(world.url("quarter_hours")))
    over = words(keeper.get(f"{detail}?quarter=1"))
    assert (HOW_TO_COME_COUNTS in over) == ("Still to come" in over)
