"""The words of boxes that could not be saved: kept, replaced and cleared with the draft."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from accounts.models import User
from programmes.models import QuarterlyReturn, UnreadWords

Typed = Mapping[str, str]
# Longer than anything a box asks for; nobody's draft is a place to store a book in.
MOST_CHARACTERS = 20_000
CUT = " … [the rest was too long to be kept]"


def as_kept(typed: Typed) -> dict[str, str]:
    """Return the words of a box as they are kept: what is too long is cut, and says so itself.

    A character that the database cannot hold is replaced by the sign for one that is unknown. The
    words are never simply dropped: while some wait, the return is not submitted without them.
    """
    most = MOST_CHARACTERS // max(len(typed), 1)
    readable = {
        name: words.replace("\x00", "\N{REPLACEMENT CHARACTER}") for name, words in typed.items()
    }
    return {
        name: words if len(words) <= most else words[:most] + CUT
        for name, words in readable.items()
    }


def keep(
    saved: QuarterlyReturn, by: User, *, right: Collection[str], wrong: Mapping[str, Typed]
) -> None:
    """Keep the words of the boxes that are wrong, and forget those of the ones that are right.

    Words that are there already stay their writer's; those of a wrong box into which nothing was
    typed stay there.
    """
    there = {words.box: words for words in saved.unread.all()}
    saved.unread.filter(box__in=there.keys() & set(right)).delete()
    for box, typed in _wanted(wrong).items():
        if box in there and there[box].typed == typed:
            continue
        UnreadWords.unscoped.update_or_create(
            return_version=saved,
            box=box,
            defaults={"typed": typed, "typed_by": by, "typed_at": timezone.now()},
        )


def is_kept(saved: QuarterlyReturn, right: Collection[str], wrong: Mapping[str, Typed]) -> bool:
    """Say whether `keep` would change nothing."""
    there = {words.box: words.typed for words in saved.unread.all()}
    wanted = _wanted(wrong)
    return there.keys().isdisjoint(right) and wanted == {
        box: there[box] for box in wanted.keys() & there.keys()
    }


def _wanted(wrong: Mapping[str, Typed]) -> dict[str, dict[str, str]]:
    return {box: as_kept(typed) for box, typed in wrong.items() if any(typed.values())}
