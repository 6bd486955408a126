"""When a register has moved away from what an approved return says, and how that is told."""

from decimal import Decimal

import pytest

from programmes.moved import Moved, has_moved, names


def _figure(words: str) -> Decimal | None:
    return Decimal(words) if words else None


@pytest.mark.parametrize(
    ("said", "then", "now", "moved"),
    [
        ("10", "10", "10", False),
        ("10", "10", "10.00", False),
        ("10", "10", "12", True),
        ("10", "10", "0", True),
        ("10", "10", "", True),
        # Another figure was given with its reason: the difference is known.
        ("15", "10", "10", False),
        ("15", "10", "12", True),
        ("15", "10", "", True),
        # The register has come to say what was given.
        ("15", "10", "15", False),
        # A box left blank with the reason.
        ("", "10", "10", False),
        ("", "10", "12", True),
        # The register knew nothing then.
        ("10", "", "", False),
        ("10", "", "10", False),
        ("10", "", "12", True),
        ("", "", "12", True),
        ("10", "", "0", False),
        ("", "", "0", False),
    ],
)
def test_a_register_has_moved_where_it_says_what_nobody_said(
    said: str, then: str, now: str, moved: bool
) -> None:
    assert has_moved(_figure(said), _figure(then), _figure(now)) is moved


@pytest.mark.parametrize(
    ("said", "then", "now", "words"),
    [
        ("10", "10", "12", "Jobs: the register now says 12; the return says 10"),
        ("10", "10", None, "Jobs: the register now says nothing; the return says 10"),
        ("15", "10", "12", "Jobs: the register now says 12, no longer 10; the return says 15"),
        (
            None,
            "10",
            "12",
            "Jobs: the register now says 12, no longer 10; the return leaves it blank",
        ),
        (None, None, "12", "Jobs: the register now says 12; the return leaves it blank"),
        ("10", None, "12", "Jobs: the register now says 12; the return says 10"),
    ],
)
def test_old_and_new_are_told_with_what_the_register_said_then(
    said: str | None, then: str | None, now: str | None, words: str
) -> None:
    assert Moved(1, 1, "Jobs", said, then, now).in_words == words


def test_each_measure_is_named_once() -> None:
    def one(quarter: int, name: str) -> Moved:
        return Moved(quarter, 1, name, "1", "1", "2")

    assert names([one(1, "Jobs"), one(2, "Enquiries"), one(2, "Jobs")]) == "Jobs; Enquiries"
