"""The programmes a command is asked about: all, a council's, or one."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from programmes.models import Programme


def add_choice(parser: CommandParser) -> None:
    """Offer --council and --programme, both by the names in page addresses."""
    parser.add_argument("--council", help="the council's name in addresses, like fenmarch")
    parser.add_argument("--programme", help="the programme's name in addresses; needs --council")


def chosen(options: dict[str, Any]) -> list[Programme]:
    """Return the programmes asked for. Raises CommandError where there are none of that name."""
    council, name = options["council"], options["programme"]
    if name and not council:
        raise CommandError("Give --council as well: two councils may use the same name.")
    programmes = Programme.unscoped.select_related("council").order_by("council_id", "slug")
    if council:
        programmes = programmes.filter(council__slug=council)
    if name:
        programmes = programmes.filter(slug=name)
    found = list(programmes)
    if council and not found:
        raise CommandError("There is no such programme.")
    return found
