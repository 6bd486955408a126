"""The running application as the browser tests meet it: its addresses, its people, its data."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.application import Application

# A line of the list that `load_demonstration` and `new_demonstration_passwords` print.
PRINTED = re.compile(r"^\s+(\S+@\S+\.example)\s+(\S+)", re.MULTILINE)


@dataclass
class Site:
    """The application at its address, with what its invented people sign in with."""

    application: Application
    passwords: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Any] = field(default_factory=dict)

    def read_passwords(self, printed: str) -> None:
        """Take the passwords from what a command has printed for people."""
        self.passwords.update(PRINTED.findall(printed))

    def url(self, name: str, **places: Any) -> str:
        """The address of one of the application's pages."""
        return self.application.url + reverse(name, kwargs=places)

    def run(self, code: str) -> str:
        """Run Python with Django set up, in a process of its own; return what it prints."""
        return self.application.manage("shell", "--no-imports", "--command", code)

    def sign_in(self, page: Page, email: str) -> None:
        """Sign in through the page, as a person does; ends on the council's first page."""
        page.goto(self.url("sign_in"))
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password").fill(self.passwords[email])
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("h1")).not_to_have_text("Sign in")

    def session(self, browser: Browser, email: str) -> Any:
        """What a browser keeps of this person having signed in, for `new_page(storage_state=)`."""
        if not email:
            return None
        if email not in self.sessions:
            context = browser.new_context()
            self.sign_in(context.new_page(), email)
            self.sessions[email] = context.storage_state()
            context.close()
        return self.sessions[email]
