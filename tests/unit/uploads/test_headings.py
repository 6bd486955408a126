"""Headings as people write them."""

import hashlib
from fractions import Fraction

import pytest

from uploads import headings
from uploads.headings import CERTAIN, POSSIBLE, likeness, normalised, signature


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("W/C", "week commencing"),
        ("wc", "week commencing"),
        ("Week\ncommencing", "week commencing"),
        ("W/E", "week ending"),
        ("Hrs p/w", "hour per week"),
        ("Hours/wk", "hour per week"),
        ("E-mail address", "email address"),
        ("Post code", "postcode"),
        ("POST-CODE *", "postcode"),
        ("Enq. Ref No.", "enquiry reference number"),
        ("Micro-Enterprises", "enterprise"),
        ("Self-funder?", "selffunder"),
        ("Tel. no", "phone number"),
        ("Organization", "organisation"),
        ("service_types", "service type"),
        ("Charges & fees", "charge and fee"),
        ("Café’s name", "café name"),
        ("  ", ""),
    ],
)
def test_headings_have_one_way_of_writing(written: str, plain: str) -> None:
    assert normalised(written) == plain


def test_the_forms_of_a_heading_begin_with_the_whole() -> None:
    assert headings.forms("3. What is your postcode? (first half)")[0] == (
        "3 what is your postcode first half"
    )
    assert "what is your postcode" in headings.forms("3. What is your postcode? (first half)")
    assert "reference" in headings.forms("Cyfeirnod / Ref")
    assert "week commencing" in headings.forms("From (w/c)")


@pytest.mark.parametrize(
    ("heading", "known", "least"),
    [
        ("Enteprise name", "enterprise name", CERTAIN),
        ("Date the enterprise was established", "date established", POSSIBLE),
        ("Established (date)", "date established", CERTAIN),
        ("What is the trading name of your business?", "trading name", POSSIBLE),
    ],
)
def test_what_is_nearly_a_heading_is_found(heading: str, known: str, least: Fraction) -> None:
    assert likeness(heading, known) >= least


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Area name", "name"),
        ("Inspection date", "date"),
        ("Number of clients", "client name"),
        ("How many hours of care", "hours of care"),
        ("Website", "postcode"),
        ("Total", "total hours"),
        ("Week commencing", "to"),
        ("", "name"),
    ],
)
def test_what_is_another_heading_is_not(heading: str, known: str) -> None:
    assert likeness(heading, known) < POSSIBLE


def test_a_signature_tells_the_same_headings_in_any_order() -> None:
    same = signature(["Name", "Post code"], weeks=True)
    assert signature(["POSTCODE", "name", ""], weeks=True) == same
    assert signature(["Name", "Post code"], weeks=False) != same
    assert signature(["Name"], weeks=True) != same
    # Also tomorrow and on another machine.
    assert same == hashlib.sha256(b"name\x1fpostcode\x1fweeks").hexdigest()
