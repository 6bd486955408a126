"""The menu at the top of a council's pages; each app adds its own entries when it starts."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.access import Access
from accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: shown to those who hold `permission`, lower `order` first.

    Its address takes the council's slug as `council` and, for an entry that needs a programme,
    the programme's slug as `programme`; such an entry is shown on a programme's pages only.
    """

    label: str
    url_name: str
    permission: Permission
    needs_programme: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it."""

    href: str
    text: str
    current: bool


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add an entry to the menu."""
    _items[item.url_name] = item


def links(request: HttpRequest, access: Access | None, programme_slug: str = "") -> list[Link]:
    """Return the entries this person may follow from this page.

    The entry whose address the page's own address begins with, and the longest such, is current.
    """
    shown = []
    for item in sorted(_items.values(), key=lambda item: (item.order, item.label)):
        if access is None or not access.may(item.permission):
            continue
        if item.needs_programme and not programme_slug:
            continue
        places = {"council": access.council.slug}
        if item.needs_programme:
            places["programme"] = programme_slug
        shown.append((reverse(item.url_name, kwargs=places), item.label))
    if getattr(getattr(request, "user", None), "is_system_administrator", False):
        shown.append((reverse("councils"), "Councils"))
    inside = [href for href, _ in shown if request.path.startswith(href)]
    current = max(inside, key=len, default="")
    return [Link(href, text, href == current) for href, text in shown]
