"""Naming something of the register, and what is said where nothing is meant."""

import pytest
from django.forms import ValidationError

from uploads.forms.named import MOST_LIKE, MOST_OFFERED, NamedField, Register
from uploads.importing import InRegister


def register(*labels: str) -> Register:
    return Register.of(
        InRegister(number, label, label.split(",")[0]) for number, label in enumerate(labels, 1)
    )


def refused(known: Register, words: str) -> str:
    with pytest.raises(ValidationError) as refusal:
        NamedField(known, row=7).clean(words)
    return str(refusal.value.messages[0])


ISLES = register("Isle Gardens, CB6 1AA", "Isle Gardens, CB6 2BB", "Ouse Meals, CB7 4EE")


def test_a_name_of_one_names_it() -> None:
    assert NamedField(ISLES, row=7).clean(" ouse  MEALS ") == "3"
    assert NamedField(ISLES, row=7).clean("Isle Gardens, cb6 2bb") == "2"
    assert NamedField(ISLES, row=7).clean("") == ""


def test_those_that_may_be_meant_are_named() -> None:
    said = refused(ISLES, "Isle Gardens")
    assert "row 7: enter one of them in full: Isle Gardens, CB6 1AA; Isle Gardens, CB6 2BB." in said
    assert "enter one of them in full: Ouse Meals, CB7 4EE." in refused(ISLES, "meal cb7")


def test_where_nothing_is_like_it_the_list_is_pointed_at() -> None:
    assert "choose one from the list" in refused(ISLES, "Fen Helpers")


def test_very_many_are_not_offered_one_by_one() -> None:
    names = [f"Lode {number}" for number in range(MOST_OFFERED + 1)]
    most, more = register(*names[:-1]), register(*names)
    assert (len(most.labels), more.labels) == (MOST_OFFERED, [])
    assert "Enter the name as the register has it" in refused(more, "Fen Helpers")
    assert len(more.like("lode")) == MOST_LIKE
    assert NamedField(more, row=7).clean("lode 2000") == "2001"


def test_those_that_nothing_tells_apart_are_said_to_be() -> None:
    assert "several are called that" in refused(register("Ely Help", "Ely Help"), "ely help")


def test_more_words_than_any_name_has_are_refused_at_once() -> None:
    with pytest.raises(ValidationError, match="at most 300"):
        NamedField(ISLES, row=7).clean("a " * 20_000)
