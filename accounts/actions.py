"""What is done to people and councils; each step with its event, in one transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts import events, letters, passwords
from accounts.models import Council, Membership, User
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Invited:
    """The person to whom something is given: how they are called and where mail reaches them."""

    name: str
    email: str


@transaction.atomic
def add_council(*, council: Council, administrator: Invited, by: User, site: str) -> Council:
    """Save a new council and make a person its administrator, by mail invited if new.

    `site` is the site's address for the links of the mail. A person with that e-mail address
    keeps the name they have.
    """
    council.save()
    events.record(
        verb="council.created",
        obj=council,
        by=by,
        council=council,
        after={"name": council.name, "slug": council.slug},
    )
    email = administrator.email.strip().lower()
    person = User.objects.filter(email=email).first()
    is_new = person is None
    if person is None:
        person = User.objects.create_user(email, name=administrator.name)
        # Contact values are not copied into events.
        events.record(verb="person.created", obj=person, by=by, council=council)
    grant(user=person, council=council, role=Role.ADMINISTRATOR, by=by)
    letters.send_welcome(
        person,
        council,
        role="administrator",
        link=passwords.link_for(person, site) if is_new else site + reverse("home"),
        is_new=is_new,
    )
    return council


@transaction.atomic
def grant(*, user: User, council: Council, role: Role, by: User | None) -> Membership:
    """Give a person a role in a council; for a delivery partner's people see `Membership`."""
    membership = Membership.unscoped.create(user=user, council=council, role=role.value)
    events.record(
        verb="membership.granted",
        obj=membership,
        by=by,
        council=council,
        after={"person": user.name, "role": role.value},
    )
    return membership


@transaction.atomic
def make_system_administrator(*, email: str, name: str, password: str | None) -> User:
    """Make a person a system administrator, creating them if need be.

    Without a `password` a new person has none until they choose one by a link, and an existing
    person keeps theirs. Raises ValidationError for a bad e-mail address or a blank name.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, is_system_administrator=True)
        events.record(verb="person.created", obj=user, by=None, council=None)
    else:
        user.is_system_administrator = True
        if password:
            user.set_password(password)
        user.save(update_fields=["is_system_administrator", "password"])
    events.record(verb="person.made_system_administrator", obj=user, by=None, council=None)
    return user


@transaction.atomic
def change_password(user: User, password: str, *, by: User | None) -> None:
    """Set a person's password, which ends their other sessions."""
    user.set_password(password)
    user.save(update_fields=["password"])
    events.record(verb="person.password_changed", obj=user, by=by, council=None)
