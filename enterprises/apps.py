"""The register of micro-enterprises and enquiries."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """The register of micro-enterprises and enquiries."""

    name = "enterprises"
    verbose_name = "The register of micro-enterprises and enquiries"

    def ready(self) -> None:
        """Offer what the register knows to returns, menu and first page; listen for changes."""
        from accounts import event_words as words
        from accounts import home as first_page
        from accounts import navigation
        from accounts.roles import Permission
        from enterprises import (
            event_words,
            home,
            receivers,  # noqa: F401  (they connect themselves)
            sources,
        )
        from enterprises.importers import RegisterImporter
        from uploads import importing

        words.register(event_words.source)
        sources.register()
        importing.register(RegisterImporter())
        first_page.register(home.waiting)
        first_page.register_places(home.places)
        for order, (label, url_name) in enumerate(
            (
                ("Enterprises", "enterprise_list"),
                ("Enquiries", "enquiry_list"),
                ("Hours", "quarter_hours"),
            ),
            start=40,
        ):
            navigation.register(
                navigation.NavItem(
                    label, url_name, Permission.VIEW_REGISTER, needs_programme=True, order=order
                )
            )
