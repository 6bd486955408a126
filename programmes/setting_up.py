"""The steps that set a programme up. Higher apps add theirs when the application starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from programmes.models import Programme, Target


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is to be set up, where, and whether it is done.

    `url_name` takes the slugs of council and programme. `blanks`: it is done, but something in it
    is not known yet, so that figures made from it are not known either.
    """

    title: str
    url_name: str
    hint: str
    done: bool
    blanks: bool = False


# Told of many programmes at once, so that a list of them costs no more queries than one.
StepProvider = Callable[[Sequence[Programme]], Mapping[int, Sequence[Step]]]

_providers: list[StepProvider] = []


def register(provider: StepProvider) -> None:
    """Add steps that only a higher app can judge."""
    if provider not in _providers:
        _providers.append(provider)


def steps_of(programme: Programme) -> list[Step]:
    """Return all the steps of a programme: this app's first, then the others'."""
    return steps_of_each([programme])[programme.pk]


def steps_of_each(programmes: Sequence[Programme]) -> dict[int, list[Step]]:
    """Return the same by the id of each programme, in a fixed number of queries."""
    aimed = set(
        Target.unscoped.filter(measure__programme__in=programmes)
        .order_by()
        .values_list("measure__programme", flat=True)
        .distinct()
    )
    found = {programme.pk: _own(programme, programme.pk in aimed) for programme in programmes}
    for provider in _providers:
        for programme_id, steps in provider(programmes).items():
            found[programme_id].extend(steps)
    return found


def _own(programme: Programme, aimed: bool) -> list[Step]:
    quarters = programme.quarters()
    return [
        Step(
            title="Name, dates and quarters",
            url_name="programme_settings",
            hint=f"{quarters[0].full_label} to {quarters[-1].full_label}",
            done=True,
        ),
        Step(
            title="Measures, baselines and targets",
            url_name="measure_list",
            hint="What is counted each quarter, from where it starts, and what is aimed at.",
            done=aimed,
        ),
    ]
