"""`manage.py load_demonstration`: the two councils of the demonstration, in one transaction."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from accounts import demonstration
from accounts.models import Council
from cashflow.demonstration import story


class Command(BaseCommand):
    """Loads the demonstration and prints, once, what its people sign in with."""

    help = "Load the demonstration: two councils with invented people and results."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer --if-empty."""
        parser.add_argument(
            "--if-empty", action="store_true", help="leave what is there as it is, without failing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing. Refuses outside the demonstration mode."""
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration can be loaded in the demonstration mode only.")
        if not options["if_empty"] and Council.objects.exists():
            raise CommandError("There are councils already; the demonstration was not loaded.")
        today = timezone.localdate()
        with transaction.atomic():
            if Council.objects.exists():
                self.stdout.write(
                    "The data is kept as it was. New passwords for the demonstration's people: "
                    ".venv/bin/python manage.py new_demonstration_passwords"
                )
                return
            self.stdout.write("Loading the demonstration...")
            story.cambridgeshire(today)
            story.fenmarch(today)
            people = demonstration.new_passwords()
        self.stdout.write(demonstration.as_text(people))
