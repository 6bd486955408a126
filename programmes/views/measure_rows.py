"""Measures as their page shows them: baseline and targets in words, and what may be done."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from config.templatetags.pm import day
from programmes.models import Measure, Programme, Target
from programmes.views.common import page_url
from programmes.words import baseline_words, due_words, target_words

STATE_MEANING = {
    Target.State.AGREED: "positive",
    Target.State.TO_BE_AGREED: "waiting",
    Target.State.TO_BE_CONFIRMED: "waiting",
}


def listed(
    programme: Programme,
    measures: Iterable[Measure],
    *,
    user: User,
    may_change: bool,
    may_approve: bool,
) -> list[dict[str, Any]]:
    """Return each measure with its rows, its targets newest version first, and its links."""
    return [
        {
            "name": measure.name,
            "about": _about(measure),
            "definition": measure.definition,
            "baseline": baseline_words(measure)[0],
            "baseline_note": baseline_words(measure)[1],
            "change_baseline": (
                page_url("baseline_edit", programme, measure=measure.pk) if may_change else ""
            ),
            "targets": [
                _target(programme, measure, target, user, may_change, may_approve)
                for target in _newest(measure)
            ],
            "edit": page_url("measure_edit", programme, measure=measure.pk) if may_change else "",
            "add_target": (
                page_url("target_new", programme, measure=measure.pk) if may_change else ""
            ),
        }
        for measure in measures
    ]


def measure_rows(measure: Measure) -> list[dict[str, Any]]:
    """Return what a measure is, as rows of a summary list."""
    baseline, note = baseline_words(measure)
    return [
        {"key": "Name", "value": measure.name},
        {"key": "What is counted", "value": measure.definition or None, "empty": "Not described"},
        {"key": "In short", "value": _about(measure)},
        {"key": "Baseline", "value": baseline, "note": note},
    ]


def _about(measure: Measure) -> str:
    asked = "asked for in the quarterly return" if measure.on_return else "not in the return"
    parts = (
        measure.get_unit_display(),
        measure.get_direction_display().lower(),
        measure.get_aggregation_display().lower(),
        f"from: {measure.get_source_display().lower()}",
        asked,
    )
    return f"{'; '.join(parts)}."


def _newest(measure: Measure) -> list[Target]:
    """Each quarter's versions newest first, quarters in order, no date last."""
    return sorted(
        measure.targets.all(),
        key=lambda target: (target.due_quarter is None, target.due_quarter or 0, -target.version),
    )


def _target(
    programme: Programme,
    measure: Measure,
    target: Target,
    user: User,
    may_change: bool,
    may_approve: bool,
) -> dict[str, Any]:
    latest = not any(
        other.due_quarter == target.due_quarter and other.version > target.version
        for other in measure.targets.all()
    )
    said = [f"Version {target.version}, by {target.created_by.name}"]
    if target.approved_by and target.approved_at:
        said.append(f"approved by {target.approved_by.name}, {day(target.approved_at)}")
    if target.reason:
        said.append(f"because: {target.reason}")
    approvable = (
        latest
        and may_approve
        and target.approved_by_id is None
        and target.value is not None
        and target.created_by_id != user.pk
    )
    where = {"measure": measure.pk}
    return {
        "latest": latest,
        "text": target_words(target),
        "due": due_words(target, programme),
        "state": target.get_state_display(),
        "meaning": STATE_MEANING[Target.State(target.state)] if latest else "quiet",
        "said": "; ".join(said) + ".",
        "note": target.note,
        "change": (
            f"{page_url('target_new', programme, **where)}?of={target.pk}"
            if latest and may_change
            else ""
        ),
        # The page of removal says what else stands in the way.
        "remove": (
            page_url("target_remove", programme, target=target.pk, **where)
            if latest and may_change and target.approved_by_id is None
            else ""
        ),
        "approve": (
            page_url("target_approve", programme, target=target.pk, **where) if approvable else ""
        ),
    }
