"""The words of boxes that could not be saved: kept, replaced and cleared with the draft."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from accounts.models import User
from programmes.models import QuarterlyReturn, UnreadWords

Typed = Mapping[str, str]
# Longer than anything a box asks for; nobody's draft is a place to store a book in.
MOST_CHARACTERS = 20_000


def can_be_kept(typed: Typed) -> bool:
    """Say whether the words of a box can be kept as they were typed, to the last character."""
    together = "".join(typed.values())
    return bool(together) and len(together) <= MOST_CHARACTERS and "\x00" not in together


def keep(
    saved: QuarterlyReturn, by: User, *, right: Collection[str], wrong: Mapping[str, Typed]
) -> None:
    """Keep the words of the boxes that are wrong, and forget those of the ones that are right.

    Words that are there already stay their writer's.
    """
    there = {words.box: words for words in saved.unread.all()}
    gone = set(right) | {box for box, typed in wrong.items() if not can_be_kept(typed)}
    saved.unread.filter(box__in=gone & there.keys()).delete()
    for box, typed in wrong.items():
        if box in gone or (box in there and there[box].typed == typed):
            continue
        UnreadWords.unscoped.update_or_create(
            return_version=saved,
            box=box,
            defaults={"typed": dict(typed), "typed_by": by, "typed_at": timezone.now()},
        )


def is_kept(saved: QuarterlyReturn, right: Collection[str], wrong: Mapping[str, Typed]) -> bool:
    """Say whether `keep` would change nothing."""
    there = {words.box: words.typed for words in saved.unread.all()}
    wanted = {box: dict(typed) for box, typed in wrong.items() if can_be_kept(typed)}
    return {box: there[box] for box in {*right, *wrong} & there.keys()} == wanted
