"""Names that are one to a reader, names that only look alike, and names that are two."""

from typing import Any

import pytest
from rapidfuzz import process

from enterprises.matching import (
    ANOTHER_NAME,
    Known,
    Names,
    is_another_name,
    name_key,
    reference_key,
    skeleton,
)

FEN = Known(1, "FEN-1", "Fen Helpers Ltd", "CB7 4EE")


def why(known: list[Known], name: str, postcode: str = "") -> list[tuple[int, str]]:
    return [(alike.known.number, alike.why) for alike in Names(known).alike(name, postcode)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fen Helpers", "FEN HELPERS"),
        ("Fen Helpers", "  Fen   Helpers "),
        ("Fen Helpers", "Fen-Helpers."),
        ("Fen Helpers Ltd", "Fen Helpers"),
        ("Fen Helpers Limited", "Fen Helpers Ltd."),
        ("Fen Helpers C.I.C.", "Fen Helpers CIC"),
        ("Fen Helpers Community Interest Company", "Fen Helpers CIC"),
        ("Gofal Tŷ Cyf", "GOFAL TŶ"),
        ("O'Neill's Care", "O’Neills Care"),
        ("O'Neill & Sons", "ONeill and Sons"),
        ("The Fen Helpers", "Fen Helpers"),
        ("Ｆｅｎ Ｈｅｌｐｅｒｓ", "Fen Helpers"),
        ("Straße Care", "STRASSE CARE"),
    ],
)
def test_one_name_however_it_is_written(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tŷ Gofal", "Ty Gofal"),
        ("Ŵyn Bach", "Wyn Bach"),
        ("Café Care", "Cafe Care"),
        ("Асme Саre", "Acme Care"),  # Cyrillic capitals and small letters
        ("acme саrе", "Acme Care"),
        ("ΕLY ΗΟΜΕ ΗΕLΡ", "Ely Home Help"),  # Greek capitals
        ("Εly Ηοme Ηelp", "Ely Home Help"),
        ("Care 1st", "Care lst"),
        ("H0me Help", "Home Help"),
    ],
)
def test_names_that_only_look_the_same_are_asked_about(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert skeleton(one) == skeleton(other)
    known = [Known(7, "", other, "CB7 4EE")]
    assert Names(known).by_name(one) == ()
    assert why(known, one, "CB7 4EE") == [(7, "A name that looks the same and postcode")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team 1", "Team 2"),
        ("Limited Edition Care", "Edition Care"),
        ("Ltd", "CIC"),
        ("Fen Helpers", "Fen Gardeners"),
        ("Zoë’s Kitchen", "Chloe’s Kitchen"),
        ("😀", "😎"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert skeleton(one) != skeleton(other)
    assert why([Known(1, "", other, "")], one) == []


def test_every_name_has_a_key() -> None:
    assert name_key("Ltd") == "ltd"
    assert name_key("😀") == "😀"
    assert name_key("!!!") == "!!!"


def test_a_reference_is_one_however_it_is_written() -> None:
    assert reference_key(" ech 012") == reference_key("ECH012")
    assert reference_key("ECH-12") != reference_key("ECH12")
    names = Names([FEN, Known(2, "", "Other", "")])
    assert names.by_reference("fen-1") == [FEN]
    assert names.by_reference("fen1") == ()
    assert names.by_reference("") == ()


def test_name_and_postcode_tell_an_enterprise() -> None:
    other = Known(2, "", "Fen Helpers", "")
    names = Names([FEN, other])
    assert names.by_name_and_postcode("fen helpers", "cb74ee") == [FEN]
    assert names.by_name_and_postcode("fen helpers", "") == [other]
    assert names.by_name_and_postcode("fen helpers", "CB1 1AA") == []


@pytest.mark.parametrize(
    ("name", "postcode", "reason"),
    [
        ("Fen Helpers", "CB1 1AA", "Same name, another postcode"),
        ("Fen Helpers", "", "Same name; the row gives no postcode"),
        ("Fen Helpers of Ely", "CB7 4EE", "Same postcode, and a name much like it"),
        ("Fenn Helper", "CB7 4EE", "Same postcode, and a name much like it"),
        ("Fen Helpres", "CB1 1AA", "A name much like it"),
        ("Fne Helpers", "", "A name much like it"),
    ],
)
def test_a_likeness_says_why(name: str, postcode: str, reason: str) -> None:
    assert why([FEN, Known(9, "", "Quite Another", "CB9 9ZZ")], name, postcode) == [(1, reason)]


def test_a_name_without_a_postcode_in_the_register_is_asked_about() -> None:
    known = [Known(1, "", "Fen Helpers", "")]
    assert why(known, "Fen Helpers", "CB7 4EE") == [
        (1, "Same name; the register has no postcode for it")
    ]


@pytest.mark.parametrize(
    ("name", "postcode"),
    [
        ("Isle Gardens", "CB7 4EE"),  # at the same postcode, with nothing in common
        ("Fen Helpers 2", "CB7 4EE"),
        ("Fen Hoppers and Walkers", "CB1 1AA"),
        ("Helpful Fenland", ""),
    ],
)
def test_what_is_not_alike_is_new(name: str, postcode: str) -> None:
    assert why([FEN], name, postcode) == []


def test_the_likeliest_comes_first_and_five_are_enough() -> None:
    known = [Known(number, "", "Fen Helpers", f"CB{number} 1AA") for number in range(1, 9)]
    known.append(Known(20, "", "Fen Helpers", "CB7 4EE"))
    found = why(known, "Fen Helpers", "CB7 4EE")
    assert len(found) == 5
    assert found[0] == (20, "Same name and postcode")


def test_another_name_is_no_new_spelling() -> None:
    assert is_another_name("Fen Helpers", "Ouse Gardens")
    assert not is_another_name("Fen Helpers", "Fen Helpers and Friends CIC")
    assert not is_another_name("Fen Helpers", "Fenland Helpers")
    assert ANOTHER_NAME < 88


def test_only_names_with_something_in_common_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing each of ten thousand with each would be a hundred million comparisons."""
    first = ("Fen", "Isle", "Ouse", "Willow", "Heron", "Reed", "Mill", "March", "Ely", "Soham")
    second = ("Helpers", "Gardens", "Meals", "Friends", "Care", "Company", "Hands", "Support")
    names = [f"{a} {b} of {chr(97 + n // 5)}{chr(97 + n % 7)}lane" for a in first for b in second
             for n in range(125)]  # fmt: skip
    known = Names(Known(number, "", name, "") for number, name in enumerate(names))
    compared = 0
    extract = process.extract

    def counted(query: str, choices: dict[int, str], **kwargs: Any) -> Any:
        nonlocal compared
        compared += len(choices)
        return extract(query, choices, **kwargs)

    monkeypatch.setattr(process, "extract", counted)
    found = [known.alike(name.replace(" of ", " fo ")) for name in names]
    assert len(names) == 10_000
    assert all(found)
    assert compared < 150 * len(names)
