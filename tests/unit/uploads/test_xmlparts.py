"""XML parts made plain."""

import pytest

from uploads.refusals import Refused
from uploads.xmlparts import plain, tree


def refusal(part: bytes) -> str:
    with pytest.raises(Refused) as refused:
        plain(part)
    return refused.value.code


@pytest.mark.parametrize(
    ("part", "made"),
    [
        (b'<?xml version="1.0"?><x/>', b"<x/>"),
        (b"\xef\xbb\xbf<x>\xc3\xa9</x>", "<x>é</x>".encode()),
        (b"<x><!-- <c> --></x>", b"<x></x>"),
        (b"<x><!-- <![CDATA[ --><c/><!-- ]]> --></x>", b"<x><c/></x>"),
        (b"<x><![CDATA[<!-- & -->]]></x>", b"<x>&lt;!-- &amp; --&gt;</x>"),
        (b"<x><?php <c> ?></x>", b"<x></x>"),
        (b"<x>&lt;!DOCTYPE</x>", b"<x>&lt;!DOCTYPE</x>"),
        (
            '<?xml version="1.0" encoding="windows-1252"?><x>é</x>'.encode("cp1252"),
            "<x>é</x>".encode(),
        ),
        ('<?xml version="1.0" encoding="utf-16"?><x>é</x>'.encode("utf-16"), "<x>é</x>".encode()),
        ("<x>é</x>".encode("utf-16-be"), "<x>é</x>".encode()),
    ],
)
def test_nothing_but_tags_and_text_is_left(part: bytes, made: bytes) -> None:
    assert plain(part) == made


@pytest.mark.parametrize(
    "part",
    [
        b"<!DOCTYPE x><x/>",
        b"<!doctype x><x/>",
        b"<x><!ENTITY a 'b'></x>",
        b"<!-- --><!DOCTYPE x []><x/>",
        b"<![CDATA[]]><! ELEMENT x>",
        "<!DOCTYPE x><x/>".encode("utf-16"),
        "<!DOCTYPE x><x/>".encode("utf-16-le"),
    ],
)
def test_document_types_are_refused(part: bytes) -> None:
    assert refusal(part) == "holds.dtd"


@pytest.mark.parametrize(
    "part",
    [
        b"<x><!-- never closed",
        b"<!--" * 200_000,
        b"<?" * 200_000,
        b"<![CDATA[" * 100_000,
        b"<x><!nothing></x>",
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-',
        b'<?xml version="1.0" encoding="no-such"?><x/>',
        b"\xff\xfe<",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_what_cannot_be_made_plain_is_damaged(part: bytes) -> None:
    assert refusal(part) == "damaged"


@pytest.mark.parametrize("part", [b"", b"<x>", b"<x>&e;</x>", b"<x></y>", b"<x>\x01</x>"])
def test_a_small_part_must_be_well_formed(part: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        tree(part)
