"""One of a few things, or several in one cell."""

from decimal import Decimal

import pytest

from tests.unit.uploads.reading import outcome, remedy
from uploads.cells import CellError, Value
from uploads.parsing import one_of, several
from uploads.parsing.choices import Choices

HELP: Choices[str] = {
    "personal-care": ("Personal care", ("pc",)),
    "meals": ("Meal preparation, food and shopping delivery", ("meals", "shopping", "cooking")),
    "domestic": ("Cleaning and domestic help", ("cleaning",)),
    "company": ("Befriending", ("companionship",)),
}
YES: Choices[bool] = {True: ("Yes", ("y", "✓")), False: ("No", ("n",))}
WHO: Choices[str] = {"dp": ("Direct payment", ("dp",)), "unknown": ("Not recorded", ("unknown",))}

KIND = one_of(HELP, what="a kind of help")
KINDS = several(HELP, what="a kind of help")
YES_NO = one_of(YES, what="a yes or a no")
PAYER = one_of(WHO, what="a payer")


@pytest.mark.parametrize("cell", ["Personal care", "personal-care", "PERSONAL  CARE.", "pc"])
def test_a_thing_is_known_by_any_of_its_words(cell: str) -> None:
    assert outcome(KIND, cell) == "personal-care"


def test_plurals_and_small_words_make_no_difference() -> None:
    assert outcome(KIND, "Meals") == outcome(KIND, "the meal") == "meals"
    assert outcome(KIND, "Cleaning & Domestic Help") == "domestic"


def test_what_is_not_known_is_refused_with_what_is_and_what_may_be_meant() -> None:
    assert outcome(KIND, "Plumbing") == "choice.unknown"
    assert remedy(KIND, "Plumbing").startswith("Choose from: Personal care, Meal preparation")
    assert "Did you mean “Befriending”?" in remedy(KIND, "Befreinding")


def test_a_word_for_nothing_is_nothing_unless_it_is_one_of_the_things() -> None:
    assert outcome(PAYER, "tbc") is None
    assert outcome(PAYER, "unknown") == "unknown"
    assert outcome(PAYER, CellError("#N/A")) == "cell.error"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(True, True), (Decimal(0), False), ("Y", True), ("no", False), ("✓", True), ("maybe", None)],
)
def test_yes_and_no(cell: Value, expected: bool | None) -> None:
    assert outcome(YES_NO, cell) == (expected if expected is not None else "choice.unknown")


@pytest.mark.parametrize(
    "cell",
    [
        "Befriending, shopping and cleaning",
        "cleaning;Companionship;meals;",
        "Shopping\nCleaning / befriending",
        "Cleaning and domestic help, befriending & cooking",
        "Meal preparation, food and shopping delivery; Befriending and cleaning and domestic help",
        "cleaning, cleaning, MEALS + befriending; tbc;",
    ],
)
def test_several_things_in_a_cell_come_in_their_own_order(cell: str) -> None:
    assert outcome(KINDS, cell) == ("meals", "domestic", "company")


def test_one_unknown_thing_among_several_is_not_dropped() -> None:
    assert outcome(KINDS, "Cleaning, plumbing") == "choice.unknown"
    assert outcome(KINDS, "Cleaning; n/a") == ("domestic",)
    assert outcome(KINDS, "n/a") is None
    assert outcome(KINDS, " ; ") is None
    assert outcome(KINDS, Decimal(3)) == "choice.unknown"
    assert outcome(KINDS, "a," * 500) == "choice.unknown"


@pytest.mark.parametrize("cell", ["n/a", "N/A", "n.a.", "NA", "?", "tbc", "not known"])
def test_what_nobody_knows_is_no_no(cell: str) -> None:
    assert outcome(YES_NO, cell) is None
    assert outcome(YES_NO, "n") is False
    # Unless one of the things is called so.
    assert outcome(PAYER, "Unknown") == "unknown"
