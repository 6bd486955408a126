"""What tests of the rows behind figures share: readers, files' names, downloads."""

import csv
import io
from typing import Any

from django.test import Client

from accounts.roles import Role
from tests.integration.enterprises.making import World, a_person
from uploads.models import Upload

NEW = "new-enterprises"


def browser(world: World, role: Role) -> Client:
    client = Client()
    client.force_login(a_person(world.council, role))
    return client


def named(upload: Upload, name: str) -> Upload:
    upload.file_name = name
    upload.save(update_fields=["file_name"])
    return upload


def table(answer: Any) -> list[dict[str, str]]:
    """The rows of a download."""
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def counted_url(world: World, count: str, quarter: int = 1) -> str:
    return world.url("why_counted", count=count, quarter=quarter)
