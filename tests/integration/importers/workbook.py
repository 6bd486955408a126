"""A register with something of everything, and a workbook that touches all of it."""

from datetime import date, timedelta
from decimal import Decimal

from enterprises.actions import hours as actions
from enterprises.actions import register, rollups
from tests.integration.enterprises.making import START, World
from tests.integration.importers.lists import a_list, enterprises, hours
from uploads.rows import ReadList

WEEK = timedelta(days=7)


def a_register(world: World) -> None:
    """Two enterprises with stages, hours, a typical week and enquiries, all typed in."""
    fen = world.enterprise("Fen Helpers")
    register.change_enterprise(
        enterprise=fen,
        by=world.keeper,
        reference="F1",
        service_types=[world.kinds["meals"], world.kinds["domestic"]],
    )
    ouse = world.enterprise("Ouse Meals", since=None)
    register.add_stage(enterprise=ouse, by=world.keeper, stage="established", on=None)
    world.record(fen, START, world.entry("10"), world.entry("2", "meals", "other"))
    world.record(fen, START + WEEK, world.entry("11", "not-recorded", "unknown"))
    actions.set_typical_week(
        enterprise=fen,
        by=world.keeper,
        valid_from=START,
        valid_to=None,
        hours=Decimal(9),
        service_type=world.kinds["not-recorded"],
    )
    for reference in ("E1", "E2"):
        register.add_enquiry(
            programme=world.programme, by=world.keeper, received_on=START, reference=reference
        )
    rollups.rebuild(world.programme)


def a_workbook() -> list[ReadList]:
    """Sheets that add and change enterprises, stages, kinds of help, hours, typical weeks and
    enquiries."""
    return [
        enterprises(
            {
                "reference": "F1",
                "name": "Fen Helpers CIC",
                "postcode": "CB7 4EE",
                "service_types": ("personal-care",),
                "established_on": START + timedelta(days=2),
                "accredited_on": date(2022, 8, 1),
                "typical_hours": Decimal(8),
            },
            {"name": "Ouse Meals", "traded_before": False, "established_on": START + WEEK},
            {
                "reference": "I1",
                "name": "Isle Gardens",
                "postcode": "CB6 1AA",
                "stage": "established",
                "stage_on": START + WEEK * 3,
                "traded_before": False,
                "service_types": ("gardening", "befriending"),
                "typical_hours": Decimal("4.5"),
            },
            {"name": "Mill Company", "stage": "in_development"},
        ),
        hours(
            {
                "name": "Fen Helpers",
                "payer": "direct_payment",
                START: Decimal(12),
                START + WEEK: Decimal(6),
                START + WEEK * 2: Decimal(0),
            },
            {
                "name": "Fen Helpers",
                "payer": "self_funded",
                START: Decimal(1),
                START + WEEK: Decimal(7),
            },
            {"name": "Isle Gardens", "payer": None, START + WEEK * 14: Decimal("5.25")},
        ),
        a_list(
            "typical",
            [
                {"name": "Ouse Meals", "hours": Decimal(3), "valid_from": START + WEEK},
                {
                    "name": "Fen Helpers",
                    "hours": Decimal(2),
                    "valid_from": START,
                    "valid_to": START + WEEK * 5,
                    "payer": "other",
                },
            ],
            sheet="Typical",
        ),
        a_list(
            "enquiries",
            [
                {"reference": "E1", "received_on": START, "area": "CB7", "status": "closed"},
                {
                    "reference": "E2",
                    "received_on": START,
                    "status": "became_enterprise",
                    "enterprise": "Isle Gardens",
                },
                {"received_on": START + WEEK, "area": "CB6"},
            ],
            sheet="Enquiries",
        ),
    ]
