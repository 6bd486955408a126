"""The demonstration's people: invented, and told by addresses that nobody can own."""

from dataclasses import dataclass

from django.db import transaction

from accounts import actions, passwords
from accounts.models import User
from accounts.roles import Role

# The domain reserved for examples: an address ending so is never a real person's.
INVENTED = ".example"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one invented person signs in with, and what they are to which council."""

    name: str
    email: str
    password: str
    roles: str


@transaction.atomic
def new_passwords() -> list[Credentials]:
    """Give each invented person a new password; they are not kept readable anywhere else."""
    people = User.objects.filter(email__endswith=INVENTED, is_active=True).prefetch_related(
        "memberships__council"
    )
    given = []
    for person in people.order_by("id"):
        password = passwords.made_up()
        actions.change_password(person, password, by=None)
        given.append(Credentials(person.name, person.email, password, _roles_of(person)))
    return given


def _roles_of(person: User) -> str:
    roles = [
        f"{Role(membership.role).words}, {membership.council.name}"
        for membership in person.memberships.all()
    ]
    if person.is_system_administrator:
        roles.insert(0, "System administrator")
    return "; ".join(roles)


def as_text(people: list[Credentials]) -> str:
    """Return the list as a terminal shows it."""
    if not people:
        return "There are no invented people here."
    width = max(len(person.email) for person in people)
    lines = [f"  {p.email:<{width}}  {p.password}  {p.roles}" for p in people]
    return "\n".join(["Sign in as (invented people, demonstration only):", *lines])
