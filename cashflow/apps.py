"""The cash flow: assumptions, runs and lines."""

from django.apps import AppConfig


class CashflowConfig(AppConfig):
    """The cash flow: assumptions, runs and lines."""

    name = "cashflow"
    verbose_name = "The cash flow: assumptions, runs and lines"

    def ready(self) -> None:
        """Listen for changes, offer the plan to returns, add to set-up and menu."""
        from accounts import navigation
        from accounts.roles import Permission
        from cashflow import receivers, setting_up, sources  # noqa: F401

        sources.register()
        setting_up.register()
        navigation.register(
            navigation.NavItem(
                "Assumptions",
                "assumptions",
                Permission.VIEW_ASSUMPTIONS,
                needs_programme=True,
                order=60,
            )
        )
