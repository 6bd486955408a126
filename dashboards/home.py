"""Each programme's dashboard on the council's first page, with its headline."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from accounts.access import Access
from accounts.home import Place
from accounts.roles import Permission
from dashboards.figures import headline_boards
from dashboards.words import headline


def dashboards(access: Access) -> Iterator[Place]:
    """Return the dashboards this person may open: two queries, however many programmes."""
    if not access.may(Permission.VIEW_DASHBOARD):
        return
    for programme, board in headline_boards(access, today=timezone.localdate()):
        places = {"council": access.council.slug, "programme": programme.slug}
        yield Place(
            title=f"{programme.name}: dashboard",
            href=reverse("dashboard", kwargs=places),
            text=headline(board).text if board.run else "No cash flow yet.",
        )
