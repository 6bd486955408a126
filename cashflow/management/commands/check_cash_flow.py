"""`manage.py check_cash_flow`: is what is stored what should be stored?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cashflow.checking import differences
from programmes.management.chosen import add_choice, chosen


class Command(BaseCommand):
    """Works every chosen cash flow out from scratch and compares; ends with 1 on a difference."""

    help = "Compare the stored cash flow with one worked out from scratch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the choice of programmes."""
        add_choice(parser)

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
            wrong += bool(found)
        if wrong:
            raise CommandError(f"{wrong} stored cash flow(s) differ.", returncode=1)
