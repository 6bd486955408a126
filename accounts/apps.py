"""The accounts application: people, councils, who may do what, and the record of what was done."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, councils, memberships, access rules and the audit trail."""

    name = "accounts"
    verbose_name = "People and councils"

    def ready(self) -> None:
        """Register the check of the routes, the words of events, and the menu's entries."""
        from accounts import event_words, navigation, routes  # noqa: F401  (registers itself)
        from accounts.roles import Permission

        event_words.register(event_words.own)
        navigation.register(navigation.NavItem("Home", "council_home", Permission.ENTER, order=0))
        navigation.register(
            navigation.NavItem("History", "history", Permission.VIEW_AUDIT, order=900)
        )
