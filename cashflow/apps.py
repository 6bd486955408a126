"""The cash flow: assumptions, runs and lines."""

from django.apps import AppConfig


class CashflowConfig(AppConfig):
    """The cash flow: assumptions, runs and lines."""

    name = "cashflow"
    verbose_name = "The cash flow: assumptions, runs and lines"
