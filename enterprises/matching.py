"""Which enterprise a row of a list means: names as they sound, and names that look alike (pure).

Nothing here decides for a person. A reference, or the same name at the same postcode, is taken as
the same enterprise; everything else is a likeness, given with its reason in words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

# How close two names must be, of 100: at one postcode a rough likeness is worth asking about.
CLOSE_AT_ONE_POSTCODE = 72
CLOSE_ANYWHERE = 88
# A reference whose name is less like the register's than this is asked about.
ANOTHER_NAME = 55

MOST_CANDIDATES = 5
# Words that so many names share tell nobody apart, and comparing all of those would take long.
_MOST_SHARING = 60
_AT_LAST = 400

_SHORT_WORD = 4
_END_OF_NAME = 5

_LEGAL_FORMS = frozenset({"ltd", "limited", "cic", "llp", "plc", "cio", "cyf", "cyfyngedig"})
_PHRASES = (("community interest company", "cic"),)
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´′")
_NO_LETTERS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")

# Letters of other scripts that are drawn like Latin ones, capitals and small letters apart: a
# Greek capital eta is drawn like H, the small one like n.
_LOOK_ALIKES = str.maketrans(
    # Cyrillic
    "АВЕЗКМНОРСТУХЅІЈԚԜѴҺӀаверозкмнстухѕіјԛԝѵһӏԁɡғ"
    # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβγειηκνορςστυχω"
    # Latin letters without their strokes, and dotless ones
    "ıłŁøØđĐħĦŧŦ",
    "ABE3KMHOPCTYXSIJQWVHLabepo3kmhctyxsijqwvhldgfABEZHIKMNOPTYXabyeinkvopcotuxwilLoOdDhHtT",
)
_DRAWN_ALIKE = str.maketrans("01i|5", "ollls")


@dataclass(frozen=True, slots=True)
class Known:
    """An enterprise that may be meant. `number` tells it from the others, whatever it counts."""

    number: int
    reference: str
    name: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Alike:
    """One that may be meant, and why one would think so."""

    known: Known
    why: str


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return a name without what does not tell enterprises apart: capitals, punctuation, and a
    legal form at its end. Accents stay: "Tŷ Gofal" and "Ty Gofal" look alike, and are two keys.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    folded = folded.translate(_APOSTROPHES).replace("&", " and ")
    folded = _INITIALS.sub(lambda initials: initials.group().replace(".", ""), folded)
    plain = " ".join(_NO_LETTERS.sub(" ", folded).split())
    for phrase, short in _PHRASES:
        if plain.endswith(phrase):
            plain = plain.removesuffix(phrase) + short
    words = plain.split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return " ".join(words) or " ".join(folded.split())


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Return how a name is drawn: look-alike letters of other scripts, accents, and digits that
    are drawn like letters are one. Only for finding likenesses, never to be shown."""
    key = name_key(name.translate(_LOOK_ALIKES))
    bare = key if key.isascii() else _without_accents(key)
    return bare.translate(_DRAWN_ALIKE)


def reference_key(reference: str) -> str:
    """Return a reference without capitals and spaces: people write "ech 12" for "ECH12"."""
    return "".join(unicodedata.normalize("NFKC", reference).casefold().split())


def postcode_key(postcode: str) -> str:
    """Return a postcode in capitals without spaces."""
    return "".join(postcode.upper().split())


def is_another_name(one: str, other: str) -> bool:
    """Say whether two names are so different that they are hardly one enterprise's."""
    first, second = skeleton(one), skeleton(other)
    return max(fuzz.ratio(first, second), fuzz.token_set_ratio(first, second)) < ANOTHER_NAME


class Names:
    """Enterprises by reference, by name, and by what looks like their name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._references: dict[str, list[Known]] = defaultdict(list)
        self._names: dict[str, list[Known]] = defaultdict(list)
        self._postcodes: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self._known):
            if one.reference:
                self._references[reference_key(one.reference)].append(one)
            self._names[name_key(one.name)].append(one)
            if one.postcode:
                self._postcodes[postcode_key(one.postcode)].append(place)
        # Worked out when a likeness is first asked for: most rows are found without.
        self._skeletons: list[str] = []
        self._blocks: dict[str, list[int]] = {}

    def by_reference(self, reference: str) -> Sequence[Known]:
        """Return those with this reference, however it is written."""
        return self._references.get(reference_key(reference), ())

    def by_name(self, name: str) -> Sequence[Known]:
        """Return those of this name, wherever they are."""
        return self._names.get(name_key(name), ())

    def by_name_and_postcode(self, name: str, postcode: str) -> Sequence[Known]:
        """Return those of this name at this postcode; "" is where no postcode is recorded."""
        where = postcode_key(postcode)
        return [one for one in self.by_name(name) if postcode_key(one.postcode) == where]

    def alike(self, name: str, postcode: str = "") -> tuple[Alike, ...]:
        """Return at most five that may be meant by this name and postcode, the likeliest first."""
        if not self._known:
            return ()
        self._prepare()
        key, drawn, where = name_key(name), skeleton(name), postcode_key(postcode)
        found: dict[int, tuple[int, Alike]] = {}

        def take(rank: int, place: int, why: str) -> None:
            found.setdefault(place, (rank, Alike(self._known[place], why)))

        for place in self._blocks.get(drawn, ()):
            one = self._known[place]
            same = name_key(one.name) == key
            same_place = postcode_key(one.postcode) == where
            take(
                int(not same) + 2 * int(not same_place),
                place,
                _why(same, same_place, where, one.postcode),
            )
        numbers = _DIGITS.findall(key)
        for place in self._postcodes.get(where, ()) if where else ():
            if self._numbers(place) == numbers and _is_close(drawn, self._skeletons[place]):
                take(4, place, "Same postcode, and a name much like it")
        for _, _, place in process.extract(
            drawn,
            self._near(drawn),
            scorer=fuzz.ratio,
            score_cutoff=CLOSE_ANYWHERE,
            limit=MOST_CANDIDATES,
        ):
            if self._numbers(place) == numbers:
                take(5, place, "A name much like it")
        ranked = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
        return tuple(alike for _, (_, alike) in ranked[:MOST_CANDIDATES])

    def _numbers(self, place: int) -> list[str]:
        """Return the numbers in a name: "Team 1" and "Team 2" are two, however much alike."""
        return _DIGITS.findall(name_key(self._known[place].name))

    def _prepare(self) -> None:
        if self._skeletons:
            return
        self._skeletons = [skeleton(one.name) for one in self._known]
        blocks: dict[str, list[int]] = defaultdict(list)
        for place, drawn in enumerate(self._skeletons):
            blocks[drawn].append(place)
            for block in _blocks(drawn):
                blocks[block].append(place)
        self._blocks = dict(blocks)

    def _near(self, drawn: str) -> dict[int, str]:
        """Return those that share a word, a beginning or an end with a name, by their place."""
        shared = sorted((self._blocks.get(block, ()) for block in _blocks(drawn)), key=len)
        few = [places for places in shared if 0 < len(places) <= _MOST_SHARING]
        if not few:
            # All that it has is common: then the least common will do.
            few = [places for places in shared if 0 < len(places) <= _AT_LAST][:1]
        return {place: self._skeletons[place] for places in few for place in places}


def _without_accents(key: str) -> str:
    parts = unicodedata.normalize("NFKD", key)
    return "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")


def _blocks(drawn: str) -> Iterator[str]:
    """Yield what a name shares with those worth comparing it with.

    A slip of the keyboard leaves the beginning, the end or one of the words as it was.
    """
    words = drawn.split()
    for word in words:
        if len(word) >= _SHORT_WORD:
            yield f"={word}"
    together = "".join(words)
    yield f"<{together[:_END_OF_NAME]}"
    yield f">{together[-_END_OF_NAME:]}"


def _is_close(one: str, other: str) -> bool:
    """Say whether two names at one postcode are close: as a whole, or one within the other."""
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other)) >= CLOSE_AT_ONE_POSTCODE


def _why(same: bool, same_place: bool, asked: str, known: str) -> str:
    name = "Same name" if same else "A name that looks the same"
    if same_place:
        return f"{name} and postcode" if asked else f"{name}, and no postcode in either"
    if not asked:
        return f"{name}; the row gives no postcode"
    return f"{name}, another postcode" if known else f"{name}; the register has no postcode for it"
