"""The lists of the register: their columns, the words people use, and what only it can read."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import CharField, Model

from config.forms import GdsForm
from enterprises.column_parsers import area, postcode
from enterprises.column_words import PAYERS, STAGES, STATUSES, kinds_of_help
from enterprises.columns import Vocabulary, declared, list_kinds
from enterprises.forms.enquiries import EnquiryForm
from enterprises.forms.hours import TypicalWeekForm
from enterprises.forms.register import EnterpriseForm
from enterprises.models import Enquiry, Enterprise, EnterpriseStage, Payer
from tests.unit.uploads.reading import outcome, remedy
from uploads.cells import Value
from uploads.columns import WEEK, ListKind, Parser, Unreadable
from uploads.headings import normalised
from uploads.known_words import KnownWords
from uploads.parsing import plain

STANDARD = (
    ("personal-care", "Personal care"),
    ("meals", "Meal preparation, food and shopping delivery"),
    ("domestic", "Cleaning and domestic help"),
    ("gardening", "Gardening and household maintenance"),
    ("befriending", "Befriending and social activity"),
    ("not-recorded", "Not recorded"),
)
KINDS = list_kinds(Vocabulary(STANDARD, ("Community Catalysts", "Isle Together")))


def test_there_are_four_kinds_of_list_with_the_fields_of_the_register() -> None:
    assert {kind.code: [column.field for column in kind.columns] for kind in KINDS} == {
        "enterprises": [
            *("reference", "name", "postcode", "stage", "stage_on", "in_development_on"),
            *("established_on", "accredited_on", "paused_on", "closed_on", "traded_before"),
            *("service_types", "partner", "typical_hours"),
        ],
        "enquiries": [
            *("reference", "received_on", "heard_from", "area", "status", "status_on", "outcome"),
            "enterprise",
        ],
        "hours": ["reference", "name", "postcode", "week", "hours", "service_type", "payer"],
        "typical": [
            *("reference", "name", "postcode", "hours", "valid_from", "valid_to", "service_type"),
            "payer",
        ],
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_a_kind_declares_holds_together(kind: ListKind) -> None:
    fields = {column.field for column in kind.columns}
    assert all(needed - {WEEK} <= fields for needed in kind.needs)
    known = KnownWords(kind)
    for column in kind.columns:
        assert column.heading
        # What the blank template prints is understood, and its example can be read.
        found = known.exactly(column.heading)
        assert found is not None
        assert found[2] == column.field
        if column.example:
            assert outcome(column.parse, column.example) is not None
        for choice in column.choices:
            assert outcome(column.parse, choice) not in (None, "choice.unknown"), choice


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_no_heading_means_two_fields(kind: ListKind) -> None:
    words = Counter(
        (form, column.field)
        for column in kind.columns
        for form in {normalised(words) for words in (column.heading, *column.synonyms)}
    )
    assert [word for word, count in Counter(form for form, _ in words).items() if count > 1] == []


def test_the_words_for_things_are_those_of_the_register_and_none_means_two() -> None:
    assert {code: name for code, (name, _) in STAGES.items()} == dict(EnterpriseStage.Stage.choices)
    assert {code: name for code, (name, _) in STATUSES.items()} == dict(Enquiry.Status.choices)
    assert {code: name for code, (name, _) in PAYERS.items()} == dict(Payer.choices)
    for choices in (STAGES, STATUSES, PAYERS, kinds_of_help(STANDARD)):
        meant = Counter(
            word
            for name, others in choices.values()
            for word in {plain(text) for text in (name, *others)}
        )
        assert [word for word, count in meant.items() if count > 1] == []


def test_a_council_has_its_own_words_for_kinds_of_help_and_partners() -> None:
    own = (
        ("sitting", "Sitting and respite"),
        ("pets", "Pets & plants"),
        ("meals", "Food/shopping"),
    )
    (enterprises, _, hours, _) = list_kinds(Vocabulary(own, ("Isle Together",)))
    parse = declare(enterprises, "service_types")
    assert outcome(parse, "respite; Pets, cooking") == ("sitting", "pets", "meals")
    assert outcome(parse, "Sitting and respite and pets & plants") == ("sitting", "pets")
    assert outcome(parse, "gardening") == "choice.unknown"
    assert "Sitting and respite, Pets & plants, Food/shopping" in remedy(parse, "gardening")
    assert outcome(declare(hours, "service_type"), "Food") == "meals"
    both = (("a", "Sitting and outings"), ("b", "Respite and outings"))
    (shared, *_) = list_kinds(Vocabulary(both))
    assert outcome(declare(shared, "service_types"), "sitting, respite") == ("a", "b")
    assert outcome(declare(shared, "service_types"), "outings") == "choice.unknown"
    assert outcome(declare(enterprises, "partner"), "isle together") == "Isle Together"
    assert outcome(declare(enterprises, "partner"), "Sam") == "choice.unknown"


def declare(kind: ListKind, field: str) -> Parser:
    column = kind.column(field)
    assert column is not None
    return column.parse


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("cb7 4ee", "CB7 4EE"),
        ("CB74EE.", "CB7 4EE"),
        ("CB7-4EE", "CB7 4EE"),
        ("EC1A1BB", "EC1A 1BB"),
        ("n/a", None),
        ("CB7", ("asks", None, "postcode.part")),
        ("cb7 4", ("asks", None, "postcode.part")),
        ("CB1 OAA", "postcode.slip"),
        ("CBI 1AA", "postcode.slip"),
        ("CB7 4E1", "postcode.slip"),
        ("CB7 4EI", "postcode.slip"),
        ("CB7 4E5", "postcode.slip"),
        ("CB7 4EO", "postcode.letters"),
        ("CB7 4KE", "postcode.letters"),
        ("CB1Q 1AA", "postcode.unreadable"),
        ("1-Mar", "postcode.turned"),
        ("Mar-01", "postcode.turned"),
        (date(2023, 3, 1), "postcode.turned"),
        ("Ely", "postcode.unreadable"),
        ("CB7 4EE (home)", "postcode.unreadable"),
        (Decimal(12345), "postcode.unreadable"),
        (True, "postcode.unreadable"),
    ],
)
def test_postcodes_of_a_list(cell: Value, expected: object) -> None:
    assert outcome(postcode, cell) == expected


@pytest.mark.parametrize("words", ["Isle Gardens priya@isle.example", "Call 07700 900123"])
def test_how_to_reach_a_person_is_no_part_of_a_name(words: str) -> None:
    for kind in KINDS:
        if column := kind.column("name"):
            assert outcome(column.parse, words) == "text.personal"
            assert outcome(column.parse, "Priya’s Gardens 2020") == "Priya’s Gardens 2020"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("CB7 4E1", "CB7 4EL"), ("CB7 4E5", "CB7 4ES"), ("CB1O 1AA", "CB10 1AA")],
)
def test_of_what_a_slip_may_have_been_only_a_postcode_is_offered(cell: str, meant: str) -> None:
    with pytest.raises(Unreadable, match=f"Is {meant} meant?") as refused:
        postcode(cell)
    assert refused.value.suggestion == meant


def test_the_letters_that_no_postcode_ends_with_are_named() -> None:
    with pytest.raises(Unreadable, match="never C, I, K, M, O or V") as refused:
        postcode("CB7 4EO")
    assert refused.value.suggestion == ""


def test_a_slip_in_a_postcode_is_pointed_out_and_never_put_right_unseen() -> None:
    with pytest.raises(ValueError, match="Is CB1 0AA meant"):
        postcode("CB1 OAA")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ely", "Ely"),
        ("CB7", "CB7"),
        ("cb7 4ee", ("notes", "CB7", "area.postcode")),
        ("Ely, CB74EE", ("notes", "Ely, CB7", "area.postcode")),
        ("ring 07700 900123", "text.personal"),
        ("-", None),
    ],
)
def test_of_an_area_no_whole_postcode_is_kept(cell: Value, expected: object) -> None:
    assert outcome(area, cell) == expected


@pytest.mark.parametrize(
    ("form", "kind", "names"),
    [
        (EnterpriseForm, "enterprises", ("name", "reference", "postcode", "service_types")),
        (EnquiryForm, "enquiries", ("received_on", "reference", "area", "status", "outcome")),
        (TypicalWeekForm, "typical", ("hours", "service_type", "payer", "valid_from", "valid_to")),
    ],
)
def test_forms_call_a_field_as_its_column_does(
    form: type[GdsForm], kind: str, names: tuple[str, ...]
) -> None:
    for name in names:
        label = str(form.base_fields[name].label)
        assert label.removesuffix(" (optional)") == declared(kind, name).heading


def test_forms_help_with_a_field_as_its_column_does() -> None:
    fields = TypicalWeekForm.base_fields
    assert fields["valid_from"].help_text == "The Monday on which the week begins, like 3 1 2022."
    assert EnquiryForm.base_fields["outcome"].help_text == "Do not name anybody."
    with pytest.raises(LookupError):
        declared("enterprises", "colour")


@pytest.mark.parametrize(
    ("model", "kind", "field"),
    [
        (Enterprise, "enterprises", "name"),
        (Enterprise, "enterprises", "reference"),
        (Enquiry, "enquiries", "reference"),
        (Enquiry, "enquiries", "heard_from"),
        (Enquiry, "enquiries", "area"),
        (Enquiry, "enquiries", "outcome"),
    ],
)
def test_words_are_no_longer_than_the_register_keeps(
    model: type[Model], kind: str, field: str
) -> None:
    kept = model._meta.get_field(field)
    assert isinstance(kept, CharField)
    most = kept.max_length or 0
    parse = declared(kind, field).parse
    assert outcome(parse, "x" * most) == "x" * most
    assert str(outcome(parse, "x" * (most + 1))).endswith(".long")
