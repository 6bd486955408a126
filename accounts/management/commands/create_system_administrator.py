"""`manage.py create_system_administrator`: the first person, who sets up the first council."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts import actions, passwords
from accounts.models import User


class Command(BaseCommand):
    """Makes a person a system administrator.

    A password is never an argument, which other users of the machine could read: it comes from
    PM_PASSWORD, from a prompt, or is chosen by the person with a link that works once.
    """

    help = (
        "Makes a person a system administrator and prints a link with which they choose their "
        "password. With --ask it asks for the password; PM_PASSWORD gives it to a script."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Adds who it is."""
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--ask", action="store_true", help="ask for the password now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints what the person does next."""
        try:
            person = User(email=options["email"], name=options["name"])
            password = self._password(person, ask=options["ask"])
            user = actions.make_system_administrator(
                email=options["email"], name=options["name"], password=password
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.name} is a system administrator.")
        if not user.has_usable_password():
            link = passwords.link_for(user, passwords.site_address())
            self.stdout.write(
                f"To choose a password, open this link once, within 24 hours:\n{link}"
            )

    def _password(self, person: User, *, ask: bool) -> str | None:
        if ask:
            password = getpass.getpass("Password: ")
            if password != getpass.getpass("The same again: "):
                raise CommandError("The two passwords differ.")
        else:
            password = os.environ.get("PM_PASSWORD", "")
        if password:
            validate_password(password, person)
        return password or None
