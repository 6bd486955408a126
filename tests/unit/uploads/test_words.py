"""Words and references in cells: what is made clean, what says nothing, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.uploads.reading import outcome
from uploads.cells import CellError, Uncalculated, Value
from uploads.parsing import cleaned, reference, text

WORDS = text(20)
NAME = text(20, what="a name", names=True)
NO_CONTACTS = text(60, no_contacts=True)
REFERENCE = reference(20)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Isle \u00a0 Gardens\r\n", "Isle Gardens"),
        ("Isle\u200b Gar\u00addens\ufeff", "Isle Gardens"),
        ("Cafe\u0301", "Café"),
        ("Tŷ Ŵyn", "Tŷ Ŵyn"),
        ("O’Neill 🌻", "O’Neill 🌻"),
        ("=1+1", "=1+1"),
    ],
)
def test_words_are_kept_as_they_look(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
    assert outcome(WORDS, typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abc\u202edef", "text.turned"),
        ("\u2066abc", "text.turned"),
        ("abc\x00", "text.unseen"),
        ("caf\ufffd", "text.lost"),
        ("x" * 21, "text.long"),
        (CellError("#REF!"), "cell.error"),
        (Uncalculated(), "cell.uncalculated"),
        (date(2023, 4, 3), "text.day"),
    ],
)
def test_words_that_are_not_what_they_seem_are_refused(typed: Value, code: str) -> None:
    assert outcome(WORDS, typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        *("n/a", "N/A", "na", "N.A.", "none", "-", "–", "—", "--", "tbc", "T.B.C.", "(tbc)", "?"),
        *("unknown", "Not known", "TBA", "???", "#N/A", " ", "Don’t know", "not recorded", "."),
        *("Please select", "-- Select --", "Choose an item."),
    ],
)
def test_words_for_nothing_say_nothing(typed: str) -> None:
    assert outcome(WORDS, typed) is None
    assert outcome(REFERENCE, typed) is None


@pytest.mark.parametrize("typed", ["Nancy", "None Such Care", "0", "Na na", "Unknown Pleasures"])
def test_words_that_only_begin_like_nothing_are_kept(typed: str) -> None:
    assert outcome(WORDS, typed) == typed


def test_a_number_is_words_but_no_name() -> None:
    assert outcome(WORDS, Decimal("24")) == "24"
    assert outcome(NAME, Decimal("24")) == "text.number"
    assert outcome(NAME, Decimal("-5")) == "text.number"
    assert outcome(NAME, True) == "text.number"
    assert outcome(NAME, "1,024.5") == "text.number"
    assert outcome(NAME, "24 Hour Help") == "24 Hour Help"


@pytest.mark.parametrize(
    ("words", "personal"),
    [
        ("ring jo@isle.example", True),
        ("ring 07700 900 123 in May", True),
        ("+44 (0)1353 555010", True),
        ("AB 12 34 56 C", True),
        ("Leaflet of 2023, page 12", False),
        ("Enquiry 0001", False),
        ("01/04/2023 - 30/06/2023", False),
    ],
)
def test_words_that_reach_a_person_are_refused_where_nobody_may_be_named(
    words: str, personal: bool
) -> None:
    assert (outcome(NO_CONTACTS, words) == "text.personal") is personal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ISLE-7", "ISLE-7"),
        ("007", "007"),
        ("1-137749896", "1-137749896"),
        (Decimal("12"), "12"),
        (Decimal("447912345678901"), "447912345678901"),
        ("4.47912E+11", "reference.digits"),
        (Decimal("447912000000"), "reference.contact"),
        (Decimal("7912000000"), "reference.contact"),
        ("07912 000000", "reference.contact"),
        ("+44 (0)1353 200000", "reference.contact"),
        ("01353-200-000", "reference.contact"),
        ("someone@example.org", "reference.contact"),
        ("ring 07912 000000", "reference.contact"),
        ("QQ 12 34 56 C", "reference.contact"),
        ("4E5", "reference.digits"),
        (Decimal("4.47912345678901E+15"), "reference.digits"),
        (Decimal("1E+22"), "reference.digits"),
        (Decimal("12.3456789012345"), "reference.digits"),
        (Decimal("1.5"), "1.5"),
        (date(2025, 3, 1), "reference.turned"),
        (True, "reference.turned"),
        ("x" * 21, "reference.long"),
    ],
)
def test_references_that_a_spreadsheet_spoilt_are_refused(typed: Value, expected: str) -> None:
    assert outcome(REFERENCE, typed) == expected
