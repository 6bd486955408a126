"""A list of enterprises on its way into the register, on either database.

Everything is done by processes of the application and seen from outside, as in `recomputing`.
"""

import hashlib
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.recomputing import Kept, Rows
from tests.faults.workers import worker
from tests.processes import wait_until

RECEIVE = """
from pathlib import Path
from accounts.models import User
from programmes.models import Programme
from uploads.actions import uploads

programme = Programme.unscoped.select_related("council").get(council__slug="fenmarch")
keeper = User.objects.get(email="commissioner@fenmarch.example")
content = Path({path!r}).read_bytes()
print(uploads.receive(
    programme=programme, by=keeper, file_name="List.csv", content=content, kind="enterprises"
).pk)
"""
CONFIRM = """
from accounts.models import User
from uploads.actions import uploads
from uploads.models import Upload

upload = Upload.unscoped.latest("pk")
keeper = User.objects.get(email="commissioner@fenmarch.example")
uploads.confirm(upload=upload, by=keeper, edition=upload.edition)
"""
# All that the register holds, told by words and figures and never by the numbers of rows.
REGISTER = (
    "SELECT reference, name, postcode, traded_before_programme, edition "
    "FROM enterprises_enterprise",
    "SELECT e.reference, e.name, s.stage, s.on, s.note FROM enterprises_enterprisestage s "
    "JOIN enterprises_enterprise e ON e.id = s.enterprise_id",
    "SELECT e.reference, e.name, t.code FROM enterprises_enterprise_service_types k "
    "JOIN enterprises_enterprise e ON e.id = k.enterprise_id "
    "JOIN enterprises_servicetype t ON t.id = k.servicetype_id",
    "SELECT e.reference, e.name, w.valid_from, w.valid_to, w.hundredths, w.payer "
    "FROM enterprises_typicalweek w JOIN enterprises_enterprise e ON e.id = w.enterprise_id",
    "SELECT e.reference, e.name, w.week_start, w.hundredths, w.payer "
    "FROM enterprises_weeklyhours w JOIN enterprises_enterprise e ON e.id = w.enterprise_id",
    "SELECT quarter_number, measured_hundredths, estimated_hundredths, enterprises_trading, "
    "enterprise_weeks_due FROM enterprises_quarterhours",
    "SELECT verb, COUNT(*) FROM accounts_event GROUP BY verb",
    "SELECT state, COUNT(*) FROM uploads_upload GROUP BY state",
    "SELECT what, action, COUNT(*), COUNT(number) FROM uploads_uploadchange GROUP BY what, action",
)


@dataclass
class Uploading(Kept):
    """Data on which a list is under way."""

    def receive(self, file: Path) -> None:
        """Hand the list in, in a process of its own as the web server is one."""
        self.run(RECEIVE.format(path=str(file)))

    def confirm(self) -> None:
        """Confirm the list that was checked."""
        self.run(CONFIRM)

    def state(self) -> str:
        """Where the upload stands."""
        ((state,),) = self.query("SELECT state FROM uploads_upload ORDER BY id DESC LIMIT 1")
        return str(state)

    def registered(self) -> str:
        """A digest of everything in the register: equal exactly where its contents are."""
        digest = hashlib.sha256()
        for statement in REGISTER:
            quoted = statement.replace("s.on", 's."on"')
            for row in sorted(map(repr, _plain(self.query(quoted)))):
                digest.update(row.encode())
        return digest.hexdigest()

    def reach(self, state: str) -> None:
        """Start a worker as one does after a power cut, and wait until the upload is there."""
        with worker(self):
            wait_until(lambda: self.state() == state, 120, f"for the upload to be {state}")
            wait_until(lambda: {one for one, _ in self.jobs()} <= {"done"}, 120, "for all jobs")


def write_list(file: Path, rows: int) -> Path:
    """Write a list of so many invented enterprises, the same one each day.

    They began to trade lately: where usual hours reach back into a quarter whose return is
    approved, a person would have to say why.
    """
    rng, today = random.Random(7), datetime.now(tz=UTC).date()
    lines = ["Reference,Name,Postcode,Established on,Traded before,Kinds of help,Hours a week"]
    letters = "ABDEFGHJLN"
    for number in range(rows):
        end = letters[number % 10] + letters[number // 10 % 10]
        postcode = f"CB{rng.randint(1, 25)} {rng.randint(1, 9)}{end}"
        day = f"{today - timedelta(days=rng.randint(0, 55)):%d/%m/%Y}"
        kind = rng.choice(["Personal care", "Gardening and household maintenance"])
        hours = f"{rng.randint(1, 60)}.{rng.choice(('25', '5', '75'))}"
        name = f"Enterprise {number:05d} {end}"
        lines.append(f"R{number:05d},{name},{postcode},{day},Yes,{kind},{hours}")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _plain(rows: Rows) -> Rows:
    """The same values from either database: SQLite hands days and truth out as text and numbers."""
    return [tuple(str(value) for value in row) for row in rows]
