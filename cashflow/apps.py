"""The cash flow: assumptions, runs and lines."""

from django.apps import AppConfig


class CashflowConfig(AppConfig):
    """The cash flow: assumptions, runs and lines."""

    name = "cashflow"
    verbose_name = "The cash flow: assumptions, runs and lines"

    def ready(self) -> None:
        """Listen for changes, offer the plan to returns, add to set-up and menu."""
        from accounts import event_words as words
        from accounts import navigation
        from accounts.roles import Permission
        from cashflow import event_words, receivers, setting_up, sources  # noqa: F401

        words.register(event_words.source)
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
