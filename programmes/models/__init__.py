"""Programmes, their results framework and their quarterly returns."""

from programmes.models.measures import Baseline, Measure, Target
from programmes.models.programme import Programme
from programmes.models.returns import QuarterlyReturn, Reading, ReturnEditor
from programmes.models.unread import UnreadWords

__all__ = [
    "Baseline",
    "Measure",
    "Programme",
    "QuarterlyReturn",
    "Reading",
    "ReturnEditor",
    "Target",
    "UnreadWords",
]
