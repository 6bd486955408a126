"""Enquiries whose outcome names the enterprise that came of them, though none is linked."""

from collections.abc import Iterable

from enterprises.models import Enquiry, Enterprise
from programmes.models import Programme


def named_in_outcomes(programme: Programme, enquiries: Iterable[Enquiry]) -> dict[int, str]:
    """Return the names of the register that outcomes hold, by the enquiry that lacks one: one
    query, or none where all are linked."""
    lacking = [one for one in enquiries if one.lacks_enterprise and one.outcome]
    if not lacking:
        return {}
    # Comparing names takes a library that the application does not need to start.
    from enterprises.mentions import Mentions

    mine = Enterprise.objects.for_council(programme.council).filter(programme=programme)
    names = dict(mine.order_by().values_list("id", "name"))
    mentions = Mentions(names.items())
    found = ((one.pk, mentions.one_in(one.outcome)) for one in lacking)
    return {enquiry: names[number] for enquiry, number in found if number is not None}
