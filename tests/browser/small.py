"""A small programme of its own for a test: four quarters from January 2024, one plan, no register.

£5.00 an hour; 20 hours a week and £1,000 planned in each quarter.
"""

from typing import Any

from tests.browser.site import Site

CODE = """
from datetime import date
from decimal import Decimal
from accounts.models import User
from cashflow.actions.assumptions import new_version
from cashflow.plan import PlannedCost, PlannedRate
from programmes.actions import programmes

administrator = User.objects.get(email="administrator@cambridgeshire.example")
programme = programmes.create(
    council=administrator.memberships.get().council,
    by=administrator,
    name={name!r},
    start_date=date(2024, 1, 1),
    quarter_count=4,
    weeks_rule="business_case",
)
new_version(
    programme=programme,
    by=administrator,
    reason="The plan of a test",
    rates=[PlannedRate(date(2024, 1, 1), Decimal("5.00"))],
    hours={{number: Decimal(20) for number in range(1, 5)}},
    cost_lines=[PlannedCost("Staff", "staff", {{n: Decimal(1000) for n in range(1, 5)}})],
)
print(programme.slug)
"""


def small_programme(site: Site, name: str) -> dict[str, Any]:
    """Make the programme in Cambridgeshire; return the parts of its address."""
    slug = site.run(CODE.format(name=name)).split()[-1]
    return {"council": "cambridgeshire", "programme": slug}
