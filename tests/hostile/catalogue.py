"""Every kind of hostile or odd file that we know of, each with files made here on the spot."""

from collections.abc import Mapping

from tests.hostile import containers, shapes, texts, values
from tests.hostile.making import Case

CATALOGUE: Mapping[str, tuple[Case, ...]] = {
    # Containers
    "zip bombs": containers.BOMBS,
    "external entities, billion laughs, quadratic blow-up": containers.DOCUMENT_TYPES,
    "macros, links, objects, passwords and other kinds of file": containers.OTHER_KINDS,
    "cut off, empty, wrongly named, two kinds in one, names that climb out": containers.DAMAGED,
    # Shapes
    "too many rows and columns, far cells": shapes.SIZES,
    "duplicate headings": shapes.HEADINGS,
    "blank rows above, headings in two lines, totals": shapes.POSITIONS,
    "merged cells; hidden rows, columns and sheets; several sheets": shapes.LAYOUT,
    "long cells and unclosed quotation marks": shapes.LONG,
    "formulas without results, errors": shapes.FORMULAS,
    # Text
    "NUL": texts.NUL,
    "encodings": texts.ENCODINGS,
    "what cannot be seen, turns round or looks like another": texts.CHARACTERS,
    "what a spreadsheet, a browser or a template would run": texts.RUN,
    "XML that is written in unusual ways": texts.XML,
    # Values
    "days since 1900 and since 1904": values.DAYS,
    "days as text": values.WRITTEN_DAYS,
    "telephone numbers and long codes": values.PHONES,
    "spoilt postcodes": values.POSTCODES,
    "figures out of range": values.FIGURES,
    "NaN, infinity and binary fractions": values.NO_NUMBERS,
    "numbers as text": values.WRITTEN_NUMBERS,
}
