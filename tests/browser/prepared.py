"""What stands in the application before the pages are looked at, beside the demonstration.

A return that waits for a decision, one that was sent back, a programme with nothing in it yet, a
job that was set aside, and a system administrator: the states that the demonstration lacks.
"""

PASSWORD = "seven-grey-herons-wading"
SYSTEM = "system@platform.example"

CODE = f"""
from datetime import date
from decimal import Decimal
from django.db import transaction
from django.utils import timezone
from accounts import actions
from accounts.models import User
from cashflow.actions.assumptions import new_version
from cashflow.plan import PlannedRate
from jobs.models import Job
from jobs.queue import enqueue
from programmes.actions import programmes, returns
from programmes.editions import editions_of
from programmes.models import Programme, QuarterlyReturn

def person(role, council):
    return User.objects.get(email=f"{{role}}@{{council}}.example")

def entered(programme, council, quarter, figures, comment):
    by = person("commissioner", council)
    opened = returns.open_version(programme=programme, quarter_number=quarter, by=by)
    entries = {{code: returns.Entry(Decimal(value)) for code, value in figures.items()}}
    entries["hours_per_week"] = returns.Entry(
        Decimal(figures["hours_per_week"]), reason="Two enterprises have not answered yet"
    )
    opened = returns.save(
        return_=opened, by=by, seen=editions_of(opened), entries=entries, comment=comment
    )
    for code in ("new_enterprises", "enquiries"):
        entry = {{code: returns.Entry(origin="register")}}
        opened = returns.save(return_=opened, by=by, seen=editions_of(opened), entries=entry)
    returns.submit(return_=opened, by=by, edition=opened.edition)
    opened.refresh_from_db()
    return opened

cambridgeshire = Programme.unscoped.get(council__slug="cambridgeshire")
fenmarch = Programme.unscoped.get(council__slug="fenmarch")
entered(
    cambridgeshire,
    "cambridgeshire",
    6,
    {{"hours_per_week": "120", "expenditure": "15120.00", "pending_list": "55"}},
    "Demonstration: handed in late.",
)
waiting = entered(
    fenmarch,
    "fenmarch",
    5,
    {{"hours_per_week": "262.25", "expenditure": "12345.67", "people_supported": "101"}},
    "",
)
returns.send_back(
    return_=waiting,
    by=person("finance", "fenmarch"),
    edition=waiting.edition,
    reason="The hours are below what the partner told us in October. Please look at them again.",
    sections=["delivery"],
)
programmes.create(
    council=fenmarch.council,
    by=person("administrator", "fenmarch"),
    name="Shared lives pilot",
    start_date=date(timezone.localdate().year + 1, 4, 1),
    quarter_count=6,
    weeks_rule="calendar",
)
new_version(
    programme=fenmarch,
    by=person("finance", "fenmarch"),
    reason="Demonstration: the framework price was agreed anew",
    rates=[
        PlannedRate(fenmarch.quarters()[0].weeks[0], Decimal("4.40")),
        PlannedRate(fenmarch.quarters()[6].weeks[4], Decimal("4.6525")),
    ],
)
with transaction.atomic():
    job = enqueue("cashflow.recompute", council=fenmarch.council, payload={{}}, key="set-aside")
    Job.unscoped.filter(pk=job.pk).update(
        state="set_aside",
        attempts=3,
        finished_at=timezone.now(),
        message=f"We tried three times to work out the cash flow again and could not. "
        f"Your data is safe. Tell your administrator, quoting job {{job.pk}}.",
    )
actions.make_system_administrator(
    email="{SYSTEM}", name="Noor Castellan", password="{PASSWORD}"
)
"""
