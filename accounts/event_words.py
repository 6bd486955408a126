"""The words for every kind of event; each app adds those of its own verbs when it starts."""

from collections.abc import Callable, Mapping, Sequence

from django.db import models

from accounts.history import Field, Kind, Writer, chosen, kind, named, plain, yes_no
from accounts.models import Council, Event
from accounts.roles import ROLE_WORDS

# From a council and the events that are shown to the words, by verb; asked once for a page, so
# that what it looks up is looked up once.
Source = Callable[[Council, Sequence[Event]], Mapping[str, Kind]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add an app's words."""
    if source not in _sources:
        _sources.append(source)


def kinds(council: Council, events: Sequence[Event] = ()) -> dict[str, Kind]:
    """Return the words of all apps for these events, by verb."""
    found: dict[str, Kind] = {}
    for source in _sources:
        found |= source(council, events)
    return found


def fields_of(model: type[models.Model], *names: str, **labels: str) -> dict[str, Field]:
    """Return fields of a model in words: its own names for them and for what can be chosen.

    `labels` names fields whose model's name for them is no words for a reader.
    """
    return {
        name: Field(_first_capital(labels.get(name) or _name(model, name)), _writer(model, name))
        for name in [*names, *labels]
    }


def _name(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _writer(model: type[models.Model], name: str) -> Writer:
    field = model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return named
    if isinstance(field, models.BooleanField):
        return yes_no()
    if choices := getattr(field, "flatchoices", None):
        return chosen({str(value): str(label) for value, label in choices})
    return plain


def own(council: Council, events: Sequence[Event]) -> Mapping[str, Kind]:
    """Return the words for what happens to councils and people."""
    role = Field("Role", chosen({role.value: words for role, words in ROLE_WORDS.items()}))
    return {
        "council.created": kind(
            "Council added",
            {
                "name": Field("Name"),
                "slug": Field("Short name in addresses"),
                "demonstration": Field("Demonstration"),
            },
        ),
        "person.created": kind("Person added"),
        "person.made_system_administrator": kind("System administrator appointed"),
        "person.password_changed": kind("Password changed"),
        "membership.granted": kind("Role given", {"person": Field("Person"), "role": role}),
    }
