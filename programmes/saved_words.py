"""What came of a page whose boxes were not all right: the words over the list of what is wrong."""

from collections.abc import Mapping, Sequence

# What stands in a box, by the name of each control in it.
Words = Mapping[str, str]

STAYS = (
    "What you typed stays in its box, also when you leave this page, until you put it right. It "
    "does not count until then."
)
ONLY_HERE = (
    "Put it right before you leave this page: what you typed is too long, or has a character in it "
    "that cannot be stored, so it can be kept for later only in part."
)
# Beside what is saved while other words wait in its box: an empty box is an answer like any other.
FIGURE_STANDS = "Type it again to keep it: an empty box is saved as not known."
COMMENT_STANDS = (
    "This stays until you save another comment. To keep it, copy it into the box. If you clear the "
    "box and save, the return has no comment."
)
NOT_SAVED_YET = "Save the page to keep this"
NOTHING_SAVED = "Nothing on this page was saved:"


def outcome(*, saved: int, blank: int, wrong: int) -> str:
    """Return how many answers were saved, `blank` of them as not known, and that `wrong` were not.

    >>> outcome(saved=3, blank=1, wrong=1)
    '3 answers were saved, 1 of them as not known. This one was not:'
    """
    if not saved:
        return "This answer was not saved:" if wrong == 1 else f"These {wrong} were not saved:"
    done = "1 answer was saved" if saved == 1 else f"{saved} answers were saved"
    if blank:
        done += " as not known" if blank == saved else f", {blank} of them as not known"
    return f"{done}. {'This one was not' if wrong == 1 else f'These {wrong} were not'}:"


def typed_before(names: Sequence[str]) -> str:
    """Return who typed what was not saved, for somebody who comes to the page later.

    >>> typed_before(["Ann Lee", "Bob Day", "Ann Lee"])
    'Typed earlier by Ann Lee and Bob Day, and not saved:'
    """
    return f"Typed earlier by {' and '.join(dict.fromkeys(names))}, and not saved:"


def stays(wrong: Mapping[str, Words], kept: Mapping[str, Words]) -> str:
    """Return whether the words of the wrong boxes wait as they are for whoever comes back."""
    typed = {box: words for box, words in wrong.items() if any(words.values())}
    if not typed:
        return ""
    return STAYS if all(kept.get(box) == words for box, words in typed.items()) else ONLY_HERE
