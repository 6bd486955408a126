"""What the board sees."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """What the board sees."""

    name = "dashboards"
    verbose_name = "What the board sees"

    def ready(self) -> None:
        """Put the dashboard into the menu, and each programme's on the council's first page."""
        from accounts import home, navigation
        from accounts.roles import Permission
        from dashboards.home import dashboards

        navigation.register(
            navigation.NavItem(
                "Dashboard", "dashboard", Permission.VIEW_DASHBOARD, needs_programme=True, order=10
            )
        )
        home.register_places(dashboards)
