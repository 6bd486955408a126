"""`manage.py new_demonstration_passwords`: for whoever has lost those printed at the start."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import demonstration


class Command(BaseCommand):
    """Gives each invented person a new password and prints them."""

    help = "Gives each invented person of the demonstration a new password and prints them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses to run outside the demonstration."""
        if not settings.DEMONSTRATION:
            raise CommandError("There are invented people in the demonstration only.")
        self.stdout.write(demonstration.as_text(demonstration.new_passwords()))
