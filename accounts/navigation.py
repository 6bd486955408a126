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


def of_council(request: HttpRequest, access: Access | None) -> list[Link]:
    """Return the entries of the whole council that this person may follow."""
    shown = _followed(access, None)
    if getattr(getattr(request, "user", None), "is_system_administrator", False):
        shown.append((reverse("councils"), "Councils"))
    return _with_current(request, shown)


def of_programme(request: HttpRequest, access: Access | None, programme: str) -> list[Link]:
    """Return the entries of the programme with this slug; none on a page of no programme."""
    return _with_current(request, _followed(access, programme)) if programme else []


def _followed(access: Access | None, programme: str | None) -> list[tuple[str, str]]:
    """Return address and label of the entries of a programme, or (None) of the council."""
    if access is None:
        return []
    places = {"council": access.council.slug}
    if programme is not None:
        places["programme"] = programme
    return [
        (reverse(item.url_name, kwargs=places), item.label)
        for item in sorted(_items.values(), key=lambda item: (item.order, item.label))
        if item.needs_programme is (programme is not None) and access.may(item.permission)
    ]


def _with_current(request: HttpRequest, shown: list[tuple[str, str]]) -> list[Link]:
    """Mark the entry with the longest address that the page's own address begins with.

    All of a council's addresses begin with that of its first page, so that is marked there alone.
    """
    council = request.resolver_match.kwargs.get("council") if request.resolver_match else None
    first = reverse("council_home", kwargs={"council": council}) if council else ""
    inside = [href for href, _ in shown if request.path.startswith(href)]
    current = max(inside, key=len, default="")
    if current == first and request.path != first:
        current = ""
    return [Link(href, text, href == current) for href, text in shown]
