"""Where does this come from: down to return, register, plan and people, as far as a role may."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import DeliveryPartner, Membership, User
from accounts.roles import Role
from dashboards.figure_names import ABOUT, Figure, Span
from enterprises.models import QuarterHours
from programmes.actions import measures, returns
from programmes.actions.returns import Entry
from programmes.editions import editions_of
from programmes.models import Measure
from tests.integration.cashflow import making
from tests.integration.dashboards.making import World, a_world
from tests.integration.programmes.making import register_says

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_figure_leads_down_to_the_people_who_gave_and_approved_it(world: World) -> None:
    world.approved(2, "80", "24000")
    QuarterHours.unscoped.create(
        council=world.council,
        programme=world.programme,
        quarter_number=2,
        weeks=13,
        measured_hundredths=80_000,
        estimated_hundredths=20_000,
        unknown_hundredths=25_000,
        enterprises_trading=45,
        enterprises_reporting=39,
        enterprise_weeks_due=585,
        enterprise_weeks_recorded=532,
    )
    world.worked_out()
    page = words(world.page("why", figure="cost-avoided", quarter=2))
    assert "80 hours a week × 13 weeks × £4.50 = £4,680" in page
    assert "100 hours a week × 13 weeks × £4.50 = £5,850" in page
    assert "Version 1" in page
    assert "Submitted by Commissioner" in page
    assert "Approved by Finance lead" in page
    assert "39 of 45 trading enterprises, 91% of enterprise-weeks; 20% estimated" in page
    assert "Of 25% of these hours it is not known whether they are eligible" in page
    assert "Register today, Y1 Q2" in page
    assert "The approved return keeps what it said when it was sent in" in page
    assert "set by Finance lead" in page
    assert "Reason: The business case" in page
    assert re.search(r"\b[0-9a-f]{64}\b", page)


def test_what_the_register_said_and_why_it_was_not_taken_is_shown(world: World) -> None:
    commissioner, finance = world.people[Role.COMMISSIONER], world.people[Role.FINANCE]
    with register_says("hours_per_week", "91", "from 3 of 4 enterprises"):
        version = returns.open_version(programme=world.programme, quarter_number=1, by=commissioner)
        returns.save(
            return_=version,
            by=commissioner,
            seen=editions_of(version),
            entries={
                "hours_per_week": Entry(Decimal(95), reason="One enterprise rang us"),
                "expenditure": Entry(Decimal(20000)),
            },
        )
        version.refresh_from_db()
        returns.submit(return_=version, by=commissioner, edition=version.edition)
        version.refresh_from_db()
        returns.approve(return_=version, by=finance, edition=version.edition)
    world.worked_out()
    page = words(world.page("why", figure="hours-a-week", quarter=1))
    assert "The register said 91" in page
    assert "from 3 of 4 enterprises" in page
    assert "Reason given: One enterprise rang us" in page


def test_an_evaluator_sees_the_working_but_no_names_and_is_told_who_can_go_further(
    world: World,
) -> None:
    world.approved(2, "80", "24000")
    world.worked_out()
    raw = world.page("why", role=Role.EVALUATOR, figure="net", quarter=2)
    page = words(raw)
    assert "£4,680 − £24,000 = −\u2060£19,320" in page
    assert "Approved by" not in page
    assert "set by" not in page
    assert "/returns/" not in raw
    assert "/assumptions/" not in raw
    assert "the returns behind it, and who submitted and approved them" in page
    assert "a finance lead" in page
    assert "an auditor" in page
    assert "Going further down" not in world.page("why", role=Role.AUDITOR, figure="net", quarter=2)


@pytest.mark.parametrize("figure", Figure)
def test_every_figure_has_its_page_for_the_quarters_it_is_about(
    world: World, figure: Figure
) -> None:
    whole = ABOUT[figure].span is Span.WHOLE
    there, nowhere = ((0,), (1, 9)) if whole else ((1, 8), (0, 9))
    for quarter in there:
        assert world.page("why", figure=figure.value, quarter=quarter)
    for quarter in nowhere:
        response = world.client().get(world.url("why", figure=figure.value, quarter=quarter))
        assert response.status_code == 404


def test_unknown_figures_bases_and_measures_do_not_exist(world: World) -> None:
    net = world.url("why", figure="net", quarter=1)
    assert world.client().get(net + "?basis=eligible").status_code == 200
    for url in (
        net + "?basis=nonsense",
        world.url("why", figure="profit", quarter=1),
        world.url("why_measure", measure=999_999),
    ):
        assert world.client().get(url).status_code == 404


def test_another_councils_measure_does_not_exist(world: World) -> None:
    other = a_world()
    measure = Measure.objects.for_council(other.council).first()
    assert measure is not None
    url = world.url("why_measure", measure=measure.pk)
    assert world.client().get(url).status_code == 404


def test_every_link_of_the_dashboard_leads_somewhere_for_everybody_who_sees_it(
    world: World,
) -> None:
    world.approved(1, "0", "25000")
    world.worked_out()
    for role in world.people:
        client = world.client(role)
        response = client.get(world.url("dashboard"))
        assert response.status_code == 200, role
        links = set(re.findall(r'href="(/c/[^"#]+)', response.content.decode()))
        assert len(links) > 40
        for link in links:
            assert client.get(link.replace("&amp;", "&")).status_code == 200, (role, link)


def test_a_measure_shows_its_readings_by_quarter_and_who_gave_them(world: World) -> None:
    people = (world.people[Role.COMMISSIONER], world.people[Role.FINANCE])
    for quarter, value in ((1, "30"), (3, "12")):
        making.approved_return(world.programme, quarter, people, {"enquiries": Decimal(value)})
    measure = Measure.objects.for_council(world.council).get(
        programme=world.programme, code="enquiries"
    )
    page = words(world.page("why_measure", measure=measure.pk))
    assert "The quarters added up: 30 + 12 = 42" in page
    assert "Typed, Commissioner" in page
    assert "No approved return" in page
    quiet = words(world.page("why_measure", role=Role.EVALUATOR, measure=measure.pk))
    assert "42" in quiet
    assert "Typed, Commissioner" not in quiet
    assert "Going further down" in quiet


def test_a_measure_that_is_not_judged_says_why(world: World) -> None:
    administrator = world.people[Role.ADMINISTRATOR]
    added = measures.add(
        programme=world.programme,
        by=administrator,
        code="people",
        name="People helped",
        unit="count",
    )
    measures.set_target(
        measure=added, by=administrator, due_quarter=8, comparator=">=", value=Decimal(160)
    )
    people = (world.people[Role.COMMISSIONER], world.people[Role.FINANCE])
    making.approved_return(world.programme, 1, people, {"people": Decimal(79)})
    page = words(world.page("why_measure", measure=added.pk))
    assert "Baseline to be set" in page
    assert "Not judged: no baseline is recorded." in page
    said = "what should be reached by now: People helped (79 in Y1 Q1; the target is at least 160"
    assert said in words(world.page())


def test_who_may_not_see_the_dashboard_is_refused_and_a_stranger_finds_nothing(
    world: World,
) -> None:
    partner = DeliveryPartner.unscoped.create(council=world.council, name="Catalysts")
    member = User.objects.create_user("partner@test.example", None, name="Partner")
    Membership.unscoped.create(
        council=world.council, user=member, role=Role.PARTNER.value, partner=partner
    )
    measure = Measure.objects.for_council(world.council).first()
    assert measure is not None
    urls = [
        world.url("dashboard"),
        world.url("why", figure="net", quarter=1),
        world.url("why_measure", measure=measure.pk),
        *(world.url(name) for name in ("dashboard_csv", "hours_csv", "measures_csv")),
    ]
    inside, outside, nobody = Client(), Client(), Client()
    inside.force_login(member)
    outside.force_login(a_world().people[Role.BOARD])
    for url in urls:
        assert inside.get(url).status_code == 403
        assert outside.get(url).status_code == 404
        assert nobody.get(url).status_code == 302
        assert world.client().get(url).status_code == 200
        assert world.client().post(url).status_code == 405
