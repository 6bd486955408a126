"""What a log says of refusals: nothing of a form with a mistake, one line of a page denied."""

import logging
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import actions
from accounts.models import Council, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db
# Words that a visitor chooses, in an address and in a form.
TYPED = "zebra"


@pytest.fixture
def council() -> Council:
    return Council.objects.create(name="South Fenshire", slug="south-fenshire")


@pytest.fixture
def board(council: Council) -> User:
    user = User.objects.create_user("ada@south-fenshire.example", name="Ada Marsh")
    actions.grant(user=user, council=council, role=Role.BOARD, by=None)
    return user


@pytest.fixture
def client(board: User) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(board)
    return client


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What is written from now on, as it is written, tracebacks included."""
    caplog.set_level(logging.INFO)
    written: list[str] = []

    class Writer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(logging.Formatter("%(levelname)s %(message)s").format(record))

    writer = Writer()
    logging.getLogger().addHandler(writer)
    yield written
    logging.getLogger().removeHandler(writer)


def test_a_page_denied_is_one_line_with_who_and_where(
    client: Client, board: User, lines: list[str]
) -> None:
    assert client.get(f"/c/south-fenshire/history/?verb={TYPED}").status_code == 403
    assert lines == [
        f"WARNING refused: user {board.pk} may not view the audit trail in south-fenshire, "
        "at /c/<slug:council>/history/"
    ]


def test_a_council_of_others_is_one_line_too(client: Client, board: User, lines: list[str]) -> None:
    Council.objects.create(name="Zebra", slug=TYPED)
    for slug in (TYPED, f"no-such-{TYPED}"):
        assert client.get(f"/c/{slug}/history/").status_code == 404
    stranger = f"WARNING refused: user {board.pk} is a stranger to the council of "
    assert lines == [stranger + "/c/<slug:council>/history/"] * 2


def test_a_form_with_a_mistake_in_it_is_no_line(council: Council, lines: list[str]) -> None:
    administrator = User.objects.create_user("cy@south-fenshire.example", name="Cy")
    actions.grant(user=administrator, council=council, role=Role.ADMINISTRATOR, by=None)
    client = Client()
    client.force_login(administrator)
    answer = client.post("/c/south-fenshire/programmes/new/", {"name": TYPED})
    assert answer.status_code == 422
    assert lines == []


def test_a_form_that_is_not_ours_is_one_line_without_what_was_sent(
    client: Client, lines: list[str]
) -> None:
    answer = client.post(
        "/sign-in/", {"username": TYPED, "password": TYPED}, HTTP_ORIGIN=f"https://{TYPED}.example"
    )
    assert answer.status_code == 403
    assert lines == [
        "WARNING refused: user - at /sign-in/: its form was not one of ours, or too old"
    ]


def test_a_view_that_refuses_by_itself_is_one_line_without_a_traceback(
    client: Client, board: User, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(council: Council) -> None:
        raise PermissionDenied(TYPED)

    monkeypatch.setattr("accounts.views.events.of_council", refuse)
    actions.grant(user=board, council=Council.objects.get(), role=Role.AUDITOR, by=None)
    assert client.get(f"/c/south-fenshire/history/?verb={TYPED}").status_code == 403
    assert lines == [f"WARNING refused: user {board.pk} at /c/<slug:council>/history/"]


def test_what_is_missing_or_broken_is_still_told(
    client: Client, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/nowhere/").status_code == 404
    assert lines == ["WARNING Not Found: /nowhere/"]
    monkeypatch.setattr("accounts.views.events.of_council", None)
    actions.grant(
        user=User.objects.get(), council=Council.objects.get(), role=Role.AUDITOR, by=None
    )
    assert client.get("/c/south-fenshire/history/").status_code == 500
    assert lines[1].startswith("ERROR Internal Server Error: /c/south-fenshire/history/\nTraceback")
