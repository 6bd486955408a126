"""What a return's boxes hold beside the figure: last quarter, and what the register says."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from programmes.actions import returns
from programmes.actions.returns import Entry
from programmes.boxes import Box, boxes_of
from programmes.editions import editions_of
from programmes.models import QuarterlyReturn
from tests.integration.programmes.making import World, register_says

pytestmark = pytest.mark.django_db


def box(version: QuarterlyReturn, code: str) -> Box:
    return next(box for box in boxes_of(version) if box.measure.code == code)


def test_last_quarter_is_the_approved_figure_while_a_correction_is_open(world: World) -> None:
    first = world.approved(1, expenditure="25000")
    reopened = returns.reopen(return_=first, by=world.finance, reason="An invoice came late")
    returns.save(
        return_=reopened,
        by=world.commissioner,
        seen=editions_of(reopened),
        entries={"expenditure": Entry(Decimal(31000))},
    )
    last = box(world.draft(2), "expenditure")
    assert (last.previous, last.previous_open) == (25000, False)


def test_last_quarter_is_said_to_be_open_where_nothing_is_approved(world: World) -> None:
    world.saved(1, expenditure="25000")
    last = box(world.draft(2), "expenditure")
    assert (last.previous, last.previous_open) == (25000, True)


@pytest.mark.parametrize("offered", ["0", "12"])
def test_a_figure_other_than_the_registers_needs_a_reason_also_where_that_is_nought(
    world: World, offered: str
) -> None:
    with register_says("enquiries", offered):
        version = world.saved(1, enquiries="5")
        with pytest.raises(ValidationError, match="say why 5 differs from the register's"):
            returns.submit(return_=version, by=world.commissioner, edition=version.edition)


def test_a_blank_is_not_the_registers_nought(world: World) -> None:
    with register_says("enquiries", "0"):
        version = world.saved(1, enquiries="")
        with pytest.raises(ValidationError, match="Use it, or say why the box is blank"):
            returns.submit(return_=version, by=world.commissioner, edition=version.edition)
