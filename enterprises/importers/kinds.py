"""The kinds of list, in a council's own words."""

from enterprises import columns  # type: ignore[attr-defined,unused-ignore]
from enterprises.importers import snapshot
from programmes.models import Programme
from uploads.columns import ListKind


def kinds(programme: Programme) -> tuple[ListKind, ...]:
    """Return the kinds of list in the words of the programme's council: two queries."""
    words = snapshot.vocabulary(programme)
    return columns.list_kinds(
        columns.Vocabulary(
            service_types=tuple(
                (code, words.kind_names[number]) for code, number in words.kinds.items()
            ),
            partners=tuple(words.partner_names.values()),
        )
    )
