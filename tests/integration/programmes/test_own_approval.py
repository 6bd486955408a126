"""Nobody approves what they had a hand in, by whatever detour."""

import pytest

from programmes.actions import returns
from programmes.actions.errors import Refused
from programmes.models import QuarterlyReturn
from tests.integration.programmes.making import World

pytestmark = pytest.mark.django_db

Status = QuarterlyReturn.Status


def test_nobody_approves_what_they_edited_or_submitted(world: World) -> None:
    version = world.saved(by=world.finance, expenditure="1")
    returns.submit(return_=version, by=world.commissioner, edition=version.edition)
    version.refresh_from_db()
    for person, words in ((world.finance, "changed"), (world.commissioner, "submitted")):
        with pytest.raises(Refused, match=words):
            returns.approve(return_=version, by=person, edition=version.edition)
    version.refresh_from_db()
    assert version.status == Status.SUBMITTED
    assert returns.approve(return_=version, by=world.administrator, edition=version.edition)


def test_nobody_approves_what_they_once_submitted_though_another_submitted_it_again(
    world: World,
) -> None:
    draft = world.draft()
    returns.submit(return_=draft, by=world.finance, edition=draft.edition)
    draft.refresh_from_db()
    returns.send_back(
        return_=draft, by=world.administrator, edition=draft.edition, reason="All of it is blank"
    )
    returns.submit(return_=draft, by=world.commissioner, edition=draft.edition)
    with pytest.raises(Refused, match="changed or submitted"):
        returns.approve(return_=draft, by=world.finance, edition=draft.edition)
