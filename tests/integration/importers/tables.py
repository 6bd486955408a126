"""All rows of the register and the audit trail, to compare before and after."""

from typing import Any

from django.db import models

from accounts.models import Event
from enterprises.models import (
    Enquiry,
    Enterprise,
    EnterpriseStage,
    QuarterHours,
    ServiceType,
    TypicalWeek,
    WeeklyHours,
)

REGISTER: tuple[Any, ...] = (
    *(Enterprise, Enterprise.service_types.through, EnterpriseStage, Enquiry),
    *(WeeklyHours, TypicalWeek, QuarterHours, ServiceType),
)


def rows(model: type[models.Model], *without: str) -> list[tuple[tuple[str, Any], ...]]:
    """Every row of a table, but for these columns."""
    found = model._base_manager.order_by("pk").values()
    return [
        tuple((name, value) for name, value in row.items() if name not in without) for row in found
    ]


def register_as_it_is() -> dict[str, list[tuple[tuple[str, Any], ...]]]:
    """All tables of the register, but for what counts savings (`edition`), when a quarter was
    added up, and the numbers of the links to kinds of help."""
    return {
        model._meta.label: rows(
            model,
            "edition",
            "updated_at",
            *(["id"] if model is Enterprise.service_types.through else []),
        )
        for model in REGISTER
    }


def everything() -> dict[str, list[tuple[tuple[str, Any], ...]]]:
    """The register and the audit trail, to the last column."""
    return {model._meta.label: rows(model) for model in (*REGISTER, Event)}
