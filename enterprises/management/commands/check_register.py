"""`manage.py check_register`: are the hours of the quarters the sums of what is recorded?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enterprises.checking import differences
from programmes.management.chosen import add_choice, chosen


class Command(BaseCommand):
    """Adds every chosen register up from its rows and compares; ends with 1 on a difference."""

    help = "Compare the stored hours of each quarter with the sums of the rows they come from."

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
            raise CommandError(f"{wrong} register(s) differ.", returncode=1)
