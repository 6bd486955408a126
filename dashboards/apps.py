"""What the board sees."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """What the board sees."""

    name = "dashboards"
    verbose_name = "What the board sees"
