"""Headings as people write them, and how like one another two of them are (pure)."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache

# Ways of writing that must be seen before punctuation is taken away.
_WRITTEN = (
    (re.compile(r"\bw\s?[/.\\]\s?c\b\.?|\bwc\b|\bwk\s?com+\b\.?"), " week commencing "),
    (re.compile(r"\bw\s?[/.\\]\s?b\b\.?"), " week beginning "),
    (re.compile(r"\bw\s?[/.\\]\s?e\b\.?|\bwk\s?end(ing)?\b"), " week ending "),
    (re.compile(r"\bp\s?[/.\\]?\s?w\b\.?|/\s?(wk|week)\b"), " per week "),
    (re.compile(r"\be[-‐–\s]mail"), "email"),
    (re.compile(r"\bpost\s?[-‐]?\s?code|\bpostal code|\bp/?code\b"), "postcode"),
    (re.compile(r"\bmicro[-‐\s]?(enterprise|provider|business)"), r"\1"),
    (re.compile(r"\bself[-‐\s]?fund"), "selffund"),
    (re.compile(r"[’'`]"), ""),
    (re.compile(r"[&+]"), " and "),
    (re.compile(r"#|№"), " number "),
    (re.compile(r"%"), " percent "),
    (re.compile(r"£"), " pounds "),
)
_ALIKE = {
    **dict.fromkeys(("no", "nr", "num", "nos"), "number"),
    **dict.fromkeys(("ref", "refs"), "reference"),
    **dict.fromkeys(("org", "organization", "organisation"), "organisation"),
    **dict.fromkeys(("hr", "hrs"), "hour"),
    **dict.fromkeys(("wk", "wks"), "week"),
    **dict.fromkeys(("biz", "bus"), "business"),
    **dict.fromkeys(("tel", "telephone", "phone", "tele"), "phone"),
    **dict.fromkeys(("mob", "cell", "mobile"), "mobile"),
    **dict.fromkeys(("est", "estd", "estab"), "established"),
    **dict.fromkeys(("cme", "cmes"), "enterprise"),
    **dict.fromkeys(("addr", "addres"), "address"),
    **dict.fromkeys(("programme", "program"), "programme"),
    **dict.fromkeys(("enq", "inquiry"), "enquiry"),
    **dict.fromkeys(("dev",), "development"),
}
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(r"^\s*(?:q(?:uestion)?\s?)?[0-9]{1,2}[a-z]?\s?[.):]\s+", re.IGNORECASE)
# Words that carry no meaning of their own when two headings are compared.
_LIGHT = frozenset(
    {
        *("a", "an", "and", "any", "are", "at", "be", "did", "do", "does", "enter", "for", "give"),
        *("if", "in", "is", "it", "its", "my", "of", "on", "or", "our", "please", "tell", "the"),
        *("their", "they", "us", "was", "we", "were", "what", "which", "who", "you", "your"),
    }
)
# A heading with one of these speaks of a sum or a number of things, not of the thing.
_COUNTS = ("number of", "how many", "total", "count", "average", "percent", "sum of")

# One with one of these speaks of something near to a thing and other than it: the hours that may
# be given at most, the day that is planned, the rate of an hour.
_OTHER_THINGS = (
    *("last", "next", "previous", "planned", "expected", "proposed", "anticipated", "target"),
    *("maximum", "max", "minimum", "min", "available", "spare", "rate", "cost", "price", "charge"),
    *("per client", "per person", "per customer", "each client", "each person", "contract"),
)
_OTHER_TIMES = ("month", "quarter", "year", "fortnight", "minute")

_SAME_WORD = Fraction(84, 100)
CERTAIN = Fraction(85, 100)
POSSIBLE = Fraction(60, 100)


@lru_cache(maxsize=4096)
def normalised(heading: str) -> str:
    """Return a heading as it is compared and remembered: plain lower-case words, one way of
    writing each, no punctuation, no plurals."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    for pattern, plain in _WRITTEN:
        text = pattern.sub(plain, text)
    return " ".join(_one_way(word) for word in _WORD.findall(text.replace("_", " ")))


@lru_cache(maxsize=4096)
def forms(heading: str) -> tuple[str, ...]:
    """Return the forms in which a heading may be known, the whole first: without an aside in
    brackets, without a question's number, its parts between strokes, its part before a question
    mark or a dash, the aside alone."""
    plain = _ASIDE.sub(" ", heading)
    unnumbered = _NUMBERED.sub("", plain)
    first = re.split(r"\s[-–—]\s|[?*\n;]", unnumbered.strip(), maxsplit=1)[0]
    parts = unnumbered.split(" / ")
    asides = [aside[1:-1] for aside in _ASIDE.findall(heading)]
    found = (normalised(text) for text in (heading, plain, unnumbered, first, *parts, *asides))
    return tuple(dict.fromkeys(form for form in found if form))


def holds_phrase(heading: str, phrase: str) -> bool:
    """Say whether a heading holds the words of a phrase, one after another."""
    return f" {normalised(phrase)} " in f" {normalised(heading)} "


def signature(headings: Iterable[str], *, weeks: bool) -> str:
    """Return what tells sheets with the same headings, in whatever order.

    Weeks are left out of the headings and only said to be there: each quarter has others.
    """
    words = sorted({normalised(heading) for heading in headings} - {""})
    return hashlib.sha256("\x1f".join([*words, "weeks" if weeks else ""]).encode()).hexdigest()


@lru_cache(maxsize=4096)
def speaks_of_a_count(heading: str) -> bool:
    """Say whether a heading asks for a number of things ("Number of clients") or a sum."""
    return any(holds_phrase(heading, phrase) for phrase in _COUNTS)


@lru_cache(maxsize=4096)
def speaks_of_another_time(heading: str) -> bool:
    """Say whether a heading names a span of time that is no day, no hour and no week."""
    return any(holds_phrase(heading, phrase) for phrase in _OTHER_TIMES)


@lru_cache(maxsize=4096)
def speaks_of_another_thing(heading: str) -> bool:
    """Say whether a word of a heading makes something else of what it is like."""
    return any(holds_phrase(heading, phrase) for phrase in _OTHER_THINGS)


def likeness(heading: str, known: str) -> Fraction:
    """Return from 0 to 1 how like a known heading this one is, whatever the order of its words.

    Slips of the pen count little. A long question that holds all words of a known heading of two
    or more comes out as possible, not as certain.
    """
    if speaks_of_a_count(heading) and not speaks_of_a_count(known):
        return Fraction(0)
    if speaks_of_another_time(heading) and not speaks_of_another_time(known):
        return Fraction(0)
    if speaks_of_another_thing(heading) and not speaks_of_another_thing(known):
        return Fraction(0)
    theirs = _weighty(normalised(known))
    best = Fraction(0)
    for form in forms(heading):
        ours = _weighty(form)
        if not ours or not theirs:
            continue
        same = sum(any(_same(word, other) for other in ours) for word in theirs)
        alike = Fraction(2 * same, len(ours) + len(theirs))
        if 1 in (len(ours), len(theirs)) and len(ours) != len(theirs):
            continue  # one word in common, like "name" or "date", says nothing
        if same == len(theirs) >= 2:
            alike = max(alike, Fraction(72, 100))
        best = max(best, alike)
    return best


def nearest(heading: str, known: Collection[str]) -> Fraction:
    """Return how like the nearest of known headings this one is."""
    return max((likeness(heading, one) for one in known), default=Fraction(0))


def singular(word: str) -> str:
    """Return a plain word without the ending of a plural."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _one_way(word: str) -> str:
    word = singular(_ALIKE.get(word, word))
    return _ALIKE.get(word, word)


@lru_cache(maxsize=4096)
def _weighty(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in form.split() if word not in _LIGHT))


@lru_cache(maxsize=65536)
def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < 5 or abs(len(word) - len(other)) > 2:
        return False
    return SequenceMatcher(None, word, other).ratio() >= _SAME_WORD
