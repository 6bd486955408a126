"""Rows of one list that may be one enterprise, written twice."""

import random
from typing import Any

import pytest
from rapidfuzz import fuzz

from enterprises import near_names
from enterprises.matching import Known
from enterprises.near_names import nearly_alike


def rows(*named: tuple[str, str] | tuple[str, str, str]) -> list[Known]:
    """Rows of name, postcode and reference."""
    return [
        Known(place, one[2] if len(one) > 2 else "", one[0], one[1])
        for place, one in enumerate(named)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fen Helpers", "CB7 4EE"), ("Fen Helper", "CB7 4EE")),
        (("Fen Helpers", "CB7 4EE"), ("Fen Helper", "CB7 9ZZ")),
        (("Ely Home Help", "CB7 4EE"), ("Eley Home Help", "CB7 4EF")),
        (("Willow Home Care", "CB7 4EE"), ("Wilow Home Care", "")),
        (("Isle of Ely Gardens", ""), ("Isle of Ely Gardnes", "")),
        (("Fen Meals", "CB7 4EE", "A1"), ("Fenn Meals", "CB7 4EE")),
        (("Xen Helpers and Friends", "CB7 4EE"), ("Fen Helpers and Friends", "CB7 4EF")),
    ],
)
def test_names_that_are_nearly_one_near_one_another_are_found(one: Any, other: Any) -> None:
    between = [(f"Quite Another {word}", "CB7 4EE") for word in ("Meal", "Garden", "Visit")]
    assert nearly_alike(rows(one, *between, other)) == [(0, 4)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fen Helpers", "CB7 4EE"), ("Fen Helper", "PE1 1AA")),
        (("Fen Helpers", "CB7 4EE"), ("Fen Helpers Ltd", "CB7 4EF")),  # which is asked already
        (("Fen Helpers 1", "CB7 4EE"), ("Fen Helpers 2", "CB7 4EE")),
        (("House A Support", "CB7 4EE"), ("House B Support", "CB7 4EE")),
        (("Fen Helpers", "CB7 4EE", "A1"), ("Fen Helper", "CB7 4EE", "A2")),
        (("Ely Gardens", "CB7 4EE"), ("Ely Meals", "CB7 4EE")),
    ],
)
def test_what_is_told_apart_is_two(one: Any, other: Any) -> None:
    assert nearly_alike(rows(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "last_words"),
    [
        ("Friends and Fen Helpers", "Friends and Fen Helperz", "Visit Menu Olav Show Box"),
        ("Fen Helpers and Friends", "Zen Helpers and Friends", "Garden Hands Meals Visit Walk"),
    ],
)
def test_a_slip_is_found_at_either_end_whatever_stands_between(
    one: str, other: str, last_words: str
) -> None:
    """In one of the two orders these are far from one another."""
    between = [
        (f"{word} Quite Another {word}", f"CB7 {n}AA") for n, word in enumerate(last_words.split())
    ]
    assert nearly_alike(rows((one, "CB7 4EE"), *between, (other, "CB7 9ZZ"))) == [(0, 6)]


def test_a_list_with_references_throughout_is_not_gone_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(near_names, "skeleton", None)
    assert nearly_alike(rows(("Fen Helpers", "", "A1"), ("Fen Helper", "", "A2"))) == []


def test_each_later_row_is_named_once_with_the_first_that_is_like_it() -> None:
    here = "CB7 4EE"
    three = rows(("Fen Helpers", here), ("Fen Helper", here), ("Fen Helperss", here))
    assert nearly_alike(three) == [(0, 1), (0, 2)]
    assert nearly_alike([]) == []


@pytest.mark.parametrize("where", ["one postcode", "a district", "none"])
def test_the_comparisons_grow_with_the_rows_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    letters, chance = "abcdefghij", random.Random(7)
    named = [
        (
            f"Enterprise {''.join(chance.choices(letters, k=9))}",
            {"one postcode": "CB7 4EE", "a district": f"CB7 {n % 9}AA", "none": ""}[where],
        )
        for n in range(3_000)
    ]
    compared = 0
    ratio = fuzz.ratio

    def counted(one: str, other: str, **how: Any) -> float:
        nonlocal compared
        compared += 1
        return float(ratio(one, other, **how))

    monkeypatch.setattr(fuzz, "ratio", counted)
    nearly_alike(rows(*named))
    assert 0 < compared <= 12 * len(named)
