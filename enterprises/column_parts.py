"""Columns that more than one list of the register has (pure)."""

from dataclasses import dataclass

from enterprises.column_parsers import postcode
from enterprises.column_words import kinds_of_help
from enterprises.heading_words import HEADINGS, PERHAPS
from enterprises.plausible import MOST_HOURS
from programmes.money import round_half_away
from uploads.columns import Column, Parser
from uploads.parsing import (
    american_days,
    day,
    hours,
    one_of,
    reference,
    several,
    text,
    week,
    week_beginning,
    week_ending,
)
from uploads.parsing.choices import Choices

ENTERPRISES, ENQUIRIES, HOURS, TYPICAL = "enterprises", "enquiries", "hours", "typical"

LONGEST_NAME, LONGEST_REFERENCE = 160, 40

_ENDING = ("week ending", "ending", "week end", "ends", "ended")
_BEGINNING = ("week commencing", "week beginning", "week starting", "commencing", "starting")
WEEK_ENDS = ((_ENDING, week_ending), (_BEGINNING, week_beginning))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A council's own words: its kinds of help as (code, name), its delivery partners' names."""

    service_types: tuple[tuple[str, str], ...] = ()
    partners: tuple[str, ...] = ()


def reference_column(help_: str) -> Column:
    """Return the column of a reference that was given out once."""
    parse = reference(LONGEST_REFERENCE)
    return Column("reference", "Reference", parse, HEADINGS[""]["reference"], help_, "ISLE-7")


def name_column(*, required: bool = False) -> Column:
    """Return the column of an enterprise's name."""
    return Column(
        "name",
        "Name of the enterprise",
        text(LONGEST_NAME, what="the name of an enterprise", names=True, no_contacts=True),
        HEADINGS[""]["name"],
        "",
        "Isle Gardens",
        required=required,
        width=34,
    )


def postcode_column() -> Column:
    """Return the column of the postcode of an enterprise."""
    return Column(
        "postcode",
        "Postcode",
        postcode,
        HEADINGS[""]["postcode"],
        "Where the enterprise is run from.",
        "CB7 4EE",
        width=12,
    )


def day_column(field: str, heading: str, help_: str) -> Column:
    """Return the column of a day in an enterprise's life."""
    synonyms = HEADINGS[ENTERPRISES][field]
    return Column(
        field,
        heading,
        day,
        synonyms,
        help_,
        "27 March 2022",
        check=american_days,
        perhaps=PERHAPS[ENTERPRISES].get(field, ()),
    )


def week_column(field: str, heading: str, help_: str, example: str) -> Column:
    """Return the column of a week that a typical week begins or ends with."""
    return Column(
        field,
        heading,
        week,
        HEADINGS[TYPICAL][field],
        help_,
        example,
        parse_where=WEEK_ENDS,
        check=american_days,
    )


def choice_column(field: str, heading: str, choices: Choices[str], what: str, help_: str) -> Column:
    """Return the column of one of a few things, offered as a drop-down."""
    names = tuple(name for name, _ in choices.values())
    parse = one_of(choices, what=what)
    return Column(
        field, heading, parse, HEADINGS[""][field], help_, names[0], choices=names, width=26
    )


def kinds_column(vocabulary: Vocabulary) -> Column:
    """Return the column of all the kinds of help that an enterprise gives."""
    choices = kinds_of_help(vocabulary.service_types)
    names = tuple(name for name, _ in choices.values())
    return Column(
        "service_types",
        "Kinds of help it gives",
        several(choices, what="a kind of help"),
        HEADINGS[""]["service_type"],
        "All that apply, with semicolons between them.",
        "; ".join(names[:2]),
        any_of=names,
        width=40,
    )


def kind_column(vocabulary: Vocabulary) -> Column:
    """Return the column of the one kind of help that a figure is of."""
    choices = kinds_of_help(vocabulary.service_types)
    names = tuple(name for name, _ in choices.values())
    return Column(
        "service_type",
        "Kind of help",
        one_of(choices, what="a kind of help"),
        HEADINGS[""]["service_type"],
        "Leave it empty if nobody knows.",
        names[0] if names else "",
        choices=names,
        width=30,
    )


def hours_parser(*, estimate: bool = False) -> Parser:
    """Return the parser of hours a week, rounded where they must be as figures are here."""
    return hours(most=int(MOST_HOURS), nearest=round_half_away, estimate=estimate)
