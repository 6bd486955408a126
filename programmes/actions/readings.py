"""The readings inside a version of a return: put in, taken from the register, told to an event."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from programmes.actions.entries import Entry, fill
from programmes.boxes import asked_measures, taken_measures
from programmes.editions import stored
from programmes.models import QuarterlyReturn, Reading


def put(
    saved: QuarterlyReturn, by: User, entries: Mapping[str, Entry]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Save readings that change, and return the figures before and after by code."""
    measures = {m.code: m for m in asked_measures(saved.programme)} if entries else {}
    unknown = set(entries) - set(measures)
    if unknown:
        message = f"The return does not ask for {', '.join(sorted(unknown))}"
        raise ValidationError(message)
    readings = {r.measure_id: r for r in saved.readings.all()}
    problems: dict[str, Any] = {}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for code, entry in entries.items():
        measure = measures[code]
        reading = readings.get(measure.pk) or Reading(return_version=saved)
        reading.measure = measure
        was = stored(reading) if reading.pk else None
        shown = _shown(reading)
        try:
            fill(reading, entry, saved)
        except ValidationError as problem:
            problems |= problem.message_dict
            continue
        if was == stored(reading):
            continue
        before[code], after[code] = (shown if was else None), _shown(reading)
        reading.entered_by, reading.entered_at = by, timezone.now()
        reading.save()
    if problems:
        raise ValidationError(problems)
    return before, after


def stand_already(saved: QuarterlyReturn, entries: Mapping[str, Entry]) -> bool:
    """Say whether giving these entries would change nothing."""
    readings = {r.measure.code: r for r in saved.readings.select_related("measure")}
    for code, entry in entries.items():
        reading = readings.get(code)
        if reading is None:
            return False
        was = stored(reading)
        try:
            fill(reading, entry, saved)
        except ValidationError:
            return False
        if was != stored(reading):
            return False
    return True


def take_from_register(saved: QuarterlyReturn, by: User) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take the measures that nobody types from the register, as it stands now."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for measure in taken_measures(saved.programme):
        reading = saved.readings.filter(measure=measure).first() or Reading(return_version=saved)
        reading.measure = measure
        was, shown = (stored(reading), _shown(reading)) if reading.pk else (None, None)
        fill(reading, Entry(origin=Reading.Origin.REGISTER), saved)
        if was == stored(reading):
            continue
        before[measure.code], after[measure.code] = shown, _shown(reading)
        reading.entered_by, reading.entered_at = by, timezone.now()
        reading.save()
    return before, after


def _shown(reading: Reading) -> dict[str, Any]:
    """What an event keeps of a reading."""
    kept: dict[str, Any] = {"value": reading.value, "origin": reading.origin}
    if reading.denominator is not None:
        kept |= {"numerator": reading.numerator, "denominator": reading.denominator}
    if reading.register_value is not None:
        kept["register"] = reading.register_value
    if reading.reason:
        kept["reason"] = reading.reason
    return kept


def figures(saved: QuarterlyReturn) -> dict[str, Any]:
    """Return every figure of the version by its measure's code."""
    readings = saved.readings.select_related("measure")
    return {reading.measure.code: reading.value for reading in readings}
