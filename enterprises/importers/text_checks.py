"""Words that are too long for the register."""

from collections.abc import Iterable

from django.db import models

from enterprises.importers.work import Findings, fix
from uploads.rows import Row


def too_long(
    found: Findings, row: Row, model: type[models.Model], field_names: Iterable[str]
) -> None:
    """Report each text of a row that its column of the register cannot hold."""
    for name in field_names:
        text = row.values.get(name)
        if not text:
            continue
        most = getattr(model._meta.get_field(name), "max_length", None)
        if most is not None and len(text) > most:
            said = fix(
                f"{model._meta.model_name}.long_text",
                f"This is longer than the {most} characters that the register keeps",
                "Shorten it",
            )
            found.say(said, row, name)
