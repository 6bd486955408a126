"""A person at the application's address, without a browser: reads pages, sends their forms."""

import http.cookiejar
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin


@dataclass
class Form:
    """One form of a page: where it goes and what it would send as it stands."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class PageRead(HTMLParser):
    """What a page says, where its links lead, and the forms on it."""

    address: str
    status: int
    headers: Message = field(default_factory=Message)
    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin reading."""
        super().__init__()
        self._link: tuple[str, list[str]] | None = None
        self._select = ""
        self._textarea: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take links, forms and what stands in boxes."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "a":
            self._link = (given.get("href", ""), [])
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._textarea = (name, [])
        elif tag == "option" and "selected" in given and self.forms:
            self.forms[-1].values.append((self._select, given.get("value", "")))
        elif tag == "input" and name and self.forms and _is_sent(given):
            self.forms[-1].values.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Finish what was begun."""
        if tag == "a" and self._link is not None:
            self.links.append((" ".join("".join(self._link[1]).split()), self._link[0]))
            self._link = None
        elif tag == "textarea" and self._textarea is not None and self.forms:
            self.forms[-1].values.append((self._textarea[0], "".join(self._textarea[1])))
            self._textarea = None

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self.text += data
        for open_part in (self._link, self._textarea):
            if open_part is not None:
                open_part[1].append(data)

    def link(self, start: str) -> str:
        """The address behind the first link whose words begin like this."""
        for words, href in self.links:
            if words.startswith(start):
                return href
        raise AssertionError(f"No link begins with {start!r}: {[words for words, _ in self.links]}")

    def form_with(self, name: str) -> Form:
        """The first form to be sent that has a box of this name."""
        for form in self.forms:
            if form.method == "post" and name in dict(form.values):
                return form
        raise AssertionError(f"No form has {name!r}")


def _is_sent(box: dict[str, str]) -> bool:
    return box.get("type") not in {"radio", "checkbox"} or "checked" in box


class Visitor:
    """Somebody with cookies of their own."""

    def __init__(self, site: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.page = PageRead(site, 0)

    def get(self, address: str) -> PageRead:
        """Open an address, or one relative to the page that is open."""
        return self._open(urllib.request.Request(urljoin(self.page.address, address)))

    def follow(self, start: str) -> PageRead:
        """Follow the first link whose words begin like this."""
        return self.get(self.page.link(start))

    def send(self, having: str = "csrfmiddlewaretoken", **changes: str) -> PageRead:
        """Send the form that has a box of this name, as it stands but for the changes.

        A page's first form signs the person out; `having` names a box that only the wanted has.
        """
        form = self.page.form_with(having)
        values = [(name, value) for name, value in form.values if name not in changes]
        data = urlencode([*values, *changes.items()]).encode()
        where = urljoin(self.page.address, form.action)
        return self._open(urllib.request.Request(where, data, {"Referer": self.page.address}))

    def press(self, action_ends: str) -> PageRead:
        """Send the form whose address ends like this, as it stands."""
        form = next(form for form in self.page.forms if form.action.endswith(action_ends))
        where = urljoin(self.page.address, form.action)
        data = urlencode(form.values).encode()
        return self._open(urllib.request.Request(where, data, {"Referer": self.page.address}))

    def sign_in(self, email: str, password: str) -> PageRead:
        """Sign in through the page; ends on the council's first page."""
        self.get(f"{self.site}/sign-in/")
        page = self.send("username", username=email, password=password)
        assert page.address.endswith("/c/fenmarch/"), page.text
        return page

    def _open(self, request: urllib.request.Request) -> PageRead:
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        page = PageRead(answer.url, answer.status, answer.headers)
        page.feed(answer.read().decode())
        self.page = page
        return page
