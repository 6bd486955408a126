"""The steps that set a programme up. Higher apps add theirs when the application starts."""

from collections.abc import Callable, Iterable
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


StepProvider = Callable[[Programme], Iterable[Step]]

_providers: list[StepProvider] = []


def register(provider: StepProvider) -> None:
    """Add steps that only a higher app can judge."""
    if provider not in _providers:
        _providers.append(provider)


def steps_of(programme: Programme) -> list[Step]:
    """Return all the steps of a programme: this app's first, then the others'."""
    aimed = Target.unscoped.filter(measure__programme=programme).exists()
    own = [
        Step(
            title="Name, dates and quarters",
            url_name="programme_settings",
            hint=f"{programme.quarters()[0].full_label} to {programme.quarters()[-1].full_label}",
            done=True,
        ),
        Step(
            title="Measures, baselines and targets",
            url_name="measure_list",
            hint="What is counted each quarter, from where it starts, and what is aimed at.",
            done=aimed,
        ),
    ]
    return own + [step for provider in _providers for step in provider(programme)]
