"""One kind of job, one handler."""

from collections.abc import Iterator

import pytest

from jobs import registry
from jobs.models import Job
from jobs.registry import handles, work_of


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    before = dict(registry._work)
    yield
    registry._work.clear()
    registry._work.update(before)


def test_two_functions_cannot_handle_one_kind() -> None:
    @handles("test.work", doing="work")
    def first(job: Job) -> None:
        return None

    handles("test.work", doing="work")(first)  # the same again, as a module read twice does
    found = work_of("test.work")
    assert found
    assert (found.handler, found.doing, found.in_transaction) == (first, "work", True)
    with pytest.raises(RuntimeError, match="Two functions"):

        @handles("test.work")
        def second(job: Job) -> None:
            return None


def test_mail_is_sent_outside_a_transaction() -> None:
    found = work_of("jobs.send_mail")
    assert found
    assert not found.in_transaction
