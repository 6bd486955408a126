"""The cash flow: assumptions, runs and lines."""

from django.apps import AppConfig


class CashflowConfig(AppConfig):
    """The cash flow: assumptions, runs and lines."""

    name = "cashflow"
    verbose_name = "The cash flow: assumptions, runs and lines"

    def ready(self) -> None:
        """Listen for changed figures, and offer the plan to returns."""
        from cashflow import receivers, sources  # noqa: F401

        sources.register()
