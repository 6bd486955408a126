"""Uploaded files: from whatever spreadsheet there is to rows, and the conversation about them."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploaded files: from whatever spreadsheet there is to rows, and the conversation."""

    name = "uploads"
    verbose_name = "Uploads"

    def ready(self) -> None:
        """Add to the menu and to the words of the history; learn to mark workbooks up."""
        from accounts import event_links as links
        from accounts import event_words as words
        from accounts import home as work
        from accounts import navigation
        from accounts.roles import Permission
        from uploads import (
            event_links,
            event_words,
            home,
            marking,  # noqa: F401  (a kind of job is declared)
        )

        work.register(home.waiting)
        words.register(event_words.source)
        links.register(event_links.source)
        navigation.register(
            navigation.NavItem(
                "Uploads",
                "upload_list",
                Permission.VIEW_REGISTER,
                needs_programme=True,
                order=43,  # after the hours
            )
        )
