"""What the tests of the pages share: a council, an importer without a register, a person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.integration.enterprises.making import World, a_council, a_person, a_world, words
from tests.lists import SimpleImporter
from tests.uploaded import Maker
from uploads import importing
from uploads.models import Upload


@pytest.fixture(autouse=True)
def simple(monkeypatch: pytest.MonkeyPatch) -> SimpleImporter:
    """The importer of these tests, in place of the register's own."""
    importer = SimpleImporter()
    monkeypatch.setattr(importing, "_importers", [importer])
    return importer


@pytest.fixture
def world() -> World:
    return a_world(a_council())


@pytest.fixture
def make(world: World) -> Maker:
    return Maker(world.programme, world.keeper)


@dataclass
class Visitor:
    """Somebody's browser at the pages of the world's uploads."""

    world: World
    client: Client

    def url(self, name: str, upload: Upload | None = None, **places: Any) -> str:
        more = {"upload": upload.pk} if upload is not None else {}
        return self.world.url(name, **more, **places)

    def get(self, name: str, upload: Upload | None = None, query: str = "", **places: Any) -> Any:
        return self.client.get(self.url(name, upload, **places) + query)

    def post(self, name: str, upload: Upload | None = None, **data: Any) -> Any:
        """Send a form, with the edition that a page would show unless `edition` is given."""
        if upload is not None:
            data.setdefault("edition", upload.edition)
        return self.client.post(self.url(name, upload), data)

    def says(self, name: str, upload: Upload | None = None, query: str = "") -> str:
        """The words of a page that is shown."""
        answer = self.get(name, upload, query)
        assert answer.status_code == 200, answer
        return words(answer)


@pytest.fixture
def visitor(world: World) -> Callable[[User], Visitor]:
    def of(user: User) -> Visitor:
        client = Client()
        client.force_login(user)
        return Visitor(world, client)

    return of


@pytest.fixture
def keeper(world: World, visitor: Callable[[User], Visitor]) -> Visitor:
    """The commissioner, who keeps the register."""
    return visitor(world.keeper)


@pytest.fixture
def reader(world: World, visitor: Callable[[User], Visitor]) -> Visitor:
    """An auditor, who reads it."""
    return visitor(a_person(world.council, Role.AUDITOR))
