"""`manage.py recompute`: work cash flows out again, here and now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cashflow.actions import recompute
from cashflow.lines import TooLarge
from programmes.management.chosen import add_choice, chosen
from programmes.models import Programme


class Command(BaseCommand):
    """Works the cash flow out again without a worker, and says what came of it."""

    help = (
        "Work the cash flow out again: of every programme, of one council, or of one programme. "
        "With --due, only where it is out of date, for instance because a quarter has ended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the choice of programmes, and --due."""
        add_choice(parser)
        parser.add_argument("--due", action="store_true", help="only what is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work out the chosen cash flows; fails with a message where one cannot be stored."""
        programmes: list[Programme] = chosen(options)
        if options["due"]:
            waiting = {programme.pk for programme in recompute.due(timezone.localdate())}
            programmes = [programme for programme in programmes if programme.pk in waiting]
        for programme in programmes:
            try:
                result = recompute.recompute(programme)
            except TooLarge as problem:
                raise CommandError(f"{programme}: {problem}") from problem
            self.stdout.write(f"{programme.council}, {programme}: {result.value}")
        if not programmes:
            self.stdout.write("Nothing to work out.")
