"""The words of every refusal."""

import string

import pytest

from uploads.refusals import CODES, Refused

# Whatever a refusal may name.
FACTS: dict[str, int | str] = {
    "found": 1234567,
    "limit": 50000,
    "row": 1234,
    "sheet": "Hours {x}",
    "letters": "XFD",
    "ending": ".doc",
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_says_what_is_wrong_and_what_to_do(code: str) -> None:
    refused = Refused(code, **FACTS)
    for words in (refused.message, refused.remedy):
        assert words[0] in string.ascii_uppercase
        assert words.endswith((".", "”)."))
        assert len(words) < 250
        assert "{" not in words.replace("Hours {x}", "")
    assert refused.message != refused.remedy


def test_numbers_are_written_for_people_and_the_sheet_is_named() -> None:
    refused = Refused("too_many_rows", found=1048576, limit=50000, sheet="Hours")
    assert "row 1,048,576 of sheet “Hours”" in refused.message
    assert "50,000" in refused.message
    assert (refused.code, refused.facts["found"]) == ("too_many_rows", 1048576)


def test_a_file_without_sheets_names_none() -> None:
    assert "sheet" not in Refused("too_many_rows", found=60000, limit=50000, sheet="").message


def test_a_fact_that_is_missing_is_a_fault() -> None:
    with pytest.raises(KeyError):
        Refused("too_many_rows", found=60000)
    with pytest.raises(KeyError):
        Refused("no such thing")
