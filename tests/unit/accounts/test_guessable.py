"""Twenty passwords and more: those that would be tried first are refused, each with its reason."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator
from hypothesis import given
from hypothesis import strategies as st

from accounts.guessable import (
    ADVICE,
    COMMON,
    FEW_CHARACTERS,
    OWN_WORDS,
    REPEATED,
    ROW,
    why,
    words_in,
)
from accounts.passwords import made_up

COMMON_ONES = CommonPasswordValidator().passwords
OWN = (
    words_in("Ada Marsh")
    | words_in("ada.marsh@south-fenshire.example")
    | words_in("South Fenshire County Council")
)


def said(password: str) -> str:
    return why(password, OWN, COMMON_ONES.__contains__)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("passwordpassword", COMMON),
        ("PasswordPassword1!", COMMON),
        ("P@ssw0rdP@ssw0rd", COMMON),
        ("letmein-letmein-letmein", COMMON),
        ("welcome20242025", COMMON),
        ("iloveyou!!!!", COMMON),
        ("123456123456", COMMON),
        ("aaaaaaaaaaaa", FEW_CHARACTERS),
        ("abababababab", FEW_CHARACTERS),
        ("000000000001", FEW_CHARACTERS),
        ("wadingwading", REPEATED),
        ("7kqv7kqv7kqv", REPEATED),
        ("heron-heron-2024", REPEATED),
        ("123456789012", ROW),
        ("qwertyuiopasdf", ROW),
        ("abcdefghijklmn99", ROW),
        ("Ada.Marsh.1974", OWN_WORDS),
        ("marsh-fenshire-24", OWN_WORDS),
        ("SouthFenshire2026!", OWN_WORDS),
        ("CountyCouncil2026", OWN_WORDS),
        ("programme-monitor", OWN_WORDS),
        ("Pr0gramm3M0nit0r", OWN_WORDS),
        ("seven-grey-herons-wading", ""),
        ("three-unrelated-words", ""),
        ("quite-another-password", ""),
        ("fenshire heron bicycle", ""),
        ("7Kq9vX2mP4rt", ""),
        ("839201-kettle-17", ""),
        ("tangerine aardvark", ""),
        ("крокодил под мостом", ""),
    ],
)
def test_what_would_be_tried_first_is_refused_with_its_reason(password: str, reason: str) -> None:
    assert said(password) == reason
    assert not reason or reason.endswith(ADVICE)


def test_passwords_made_up_for_the_demonstration_are_good_enough() -> None:
    assert [said(made_up()) for _ in range(200)] == [""] * 200


@given(st.sampled_from(sorted(COMMON_ONES)), st.integers(2, 5))
def test_no_common_password_becomes_good_by_being_written_again(common: str, times: int) -> None:
    assert said(common * times)


@given(st.text(max_size=60))
def test_any_password_at_all_is_looked_at(password: str) -> None:
    assert isinstance(said(password), str)
