"""How events name the upload that they came from, and what is no such name."""

import re

import pytest

from uploads.naming import OF_UPLOAD, named, number_in


@pytest.mark.parametrize(
    "reason",
    [
        named(12),
        f"{named(12)}, sheet “Hours”, rows 5 and 6",
        f"{named(12)}. Three people work in it",
        f"{named(12, undone=True)}, sheet “Hours”, row 5",
    ],
)
def test_what_an_upload_brought_about_names_it(reason: str) -> None:
    assert number_in(reason) == 12
    assert re.search(OF_UPLOAD, reason)


@pytest.mark.parametrize(
    "reason", ["", "Three people work in it", "Upload 12 was wrong about it", "See Upload 12"]
)
def test_what_a_person_says_names_none(reason: str) -> None:
    assert number_in(reason) is None
    assert not re.search(OF_UPLOAD, reason)
