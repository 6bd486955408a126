"""The kinds of list, in a council's own words."""

from enterprises import columns  # type: ignore[attr-defined,unused-ignore]
from enterprises.importers import snapshot
from enterprises.importers.work import words_of
from enterprises.models import Enterprise
from programmes.models import Programme
from uploads.columns import ListKind
from uploads.importing import InRegister


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


def in_register(programme: Programme) -> tuple[InRegister, ...]:
    """Return the programme's enterprises as people name them, in the order of names: one query."""
    rows = (
        Enterprise.objects.for_council(programme.council)
        .filter(programme=programme)
        .values_list("id", "reference", "name", "postcode")
    )
    return tuple(
        InRegister(number, words_of(reference, name, postcode), name)
        for number, reference, name, postcode in rows
    )
