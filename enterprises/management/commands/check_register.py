"""`manage.py check_register`: are the hours of the quarters the sums of what is recorded?

`--rebuild` adds up again what differs, as one has to once where a register was added up by an
earlier version that counted otherwise, like a closure without a date.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enterprises.actions import rollups
from enterprises.checking import differences
from programmes.management.chosen import add_choice, chosen


class Command(BaseCommand):
    """Adds every chosen register up from its rows and compares; ends with 1 on a difference that
    is left."""

    help = (
        "Compare the stored hours of each quarter with the sums of the rows they come from. With "
        "--rebuild, add up again the quarters of each programme in which something differs: the "
        "register's own rows are not changed, nor are approved returns. Run it once after an "
        "upgrade that says that hours are counted otherwise."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the choice of programmes, and to put right what differs."""
        add_choice(parser)
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="add up again the quarters of programmes in which something differs",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what differs, programme by programme."""
        wrong = 0
        for programme in chosen(options):
            found = differences(programme)
            self.stdout.write(
                f"{programme.council}, {programme}: {len(found) or 'no'} "
                f"{'difference' if len(found) == 1 else 'differences'}"
            )
            for sentence in found:
                self.stdout.write(f"  {sentence}")
            if found and options["rebuild"]:
                rollups.rebuild(programme)
                found = differences(programme)
                left = f"{len(found)} left" if found else "no difference is left"
                self.stdout.write(f"  Added up again: {left}.")
            wrong += bool(found)
        if wrong:
            raise CommandError(f"{wrong} register(s) differ.", returncode=1)
