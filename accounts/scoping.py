"""A council is a wall: rows are reached only by way of a council."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Council

M = TypeVar("M", bound=models.Model)


class UnscopedQueryError(RuntimeError):
    """A query was begun without saying for which council."""


class CouncilQuerySet(models.QuerySet[M]):
    """Rows of one council; models add their own questions to it."""

    def for_council(self, council: "Council") -> Self:
        """Return the rows that belong to `council`, by the path the model names."""
        path = getattr(self.model, "council_path", "council")
        return self.filter(**{path: council})


class CouncilManager(models.Manager[M]):
    """A manager that answers only to `for_council(...)`; anything else raises.

    Use `CouncilManager.holding(MyQuerySet)` where a model has questions of its own.
    """

    queryset_class: type[CouncilQuerySet[Any]] = CouncilQuerySet

    @classmethod
    def holding(cls, queryset_class: type[CouncilQuerySet[Any]]) -> "CouncilManager[Any]":
        """Return a manager whose council's rows are a `queryset_class`."""
        manager: CouncilManager[Any] = cls()
        manager.queryset_class = queryset_class
        return manager

    def for_council(self, council: "Council") -> Any:
        """Return the rows of `council`."""
        return self.queryset_class(self.model, using=self._db).for_council(council)

    def get_queryset(self) -> models.QuerySet[M]:
        raise UnscopedQueryError(
            f"Ask {self.model.__name__}.objects.for_council(council): "
            "a query without a council could show one council's rows to another."
        )


class CouncilOwned(models.Model):
    """A row that belongs to a council, directly or along `council_path`.

    `unscoped` serves Django itself (relations, which start from a row already reached),
    migrations, jobs and commands. Views never use it: a test reads their code for the word.
    """

    council_path = "council"

    unscoped = models.Manager()
    objects: CouncilManager[Any] = CouncilManager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "unscoped"
