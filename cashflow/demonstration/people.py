"""The demonstration's people: one invented person for each role in each council."""

from collections.abc import Mapping

from accounts import events
from accounts.demonstration import INVENTED
from accounts.models import Council, DeliveryPartner, Membership, User
from accounts.roles import Role

NAMES: Mapping[str, Mapping[Role, str]] = {
    "cambridgeshire": {
        Role.ADMINISTRATOR: "Priya Holloway",
        Role.COMMISSIONER: "Tom Ashdown",
        Role.FINANCE: "Grace Okafor-Lane",
        Role.BOARD: "Councillor Hugh Penrose",
        Role.PARTNER: "Marta Winslow",
        Role.EVALUATOR: "Dr Samir Beck",
        Role.AUDITOR: "Ellen Thackray",
    },
    "fenmarch": {
        Role.ADMINISTRATOR: "Owen Larkfield",
        Role.COMMISSIONER: "Amina Dunmore",
        Role.FINANCE: "Peter Quill",
        Role.BOARD: "Councillor Ruth Sandell",
        Role.PARTNER: "Jo Marchbank",
        Role.EVALUATOR: "Dr Lena Frost",
        Role.AUDITOR: "Malcolm Rudge",
    },
}


def address(role: Role, slug: str) -> str:
    """Return a person's address, which nobody can own: commissioner@fenmarch.example."""
    return f"{role.value}@{slug}{INVENTED}"


def make(council: Council, partner: DeliveryPartner) -> dict[Role, User]:
    """Make the council's people, without passwords yet; must be called inside a transaction."""
    people = {}
    for role, name in NAMES[council.slug].items():
        person = User.objects.create_user(address(role, council.slug), None, name=name)
        events.record(verb="person.created", obj=person, by=None, council=council)
        membership = Membership.unscoped.create(
            council=council,
            user=person,
            role=role.value,
            partner=partner if role is Role.PARTNER else None,
        )
        events.record(
            verb="membership.granted",
            obj=membership,
            by=None,
            council=council,
            after={"person": name, "role": role.value},
        )
        people[role] = person
    return people
