"""Programmes, their results framework and their quarterly returns."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes, their results framework and their quarterly returns."""

    name = "programmes"
    verbose_name = "Programmes, their results framework and their quarterly returns"

    def ready(self) -> None:
        """Add to the menu, to the first page and to the words of the history."""
        from accounts import event_words as words
        from accounts import home as first_page
        from accounts.navigation import NavItem, register
        from accounts.roles import Permission
        from programmes import event_words, home

        words.register(event_words.source)
        first_page.register(home.waiting)
        first_page.register_places(home.places)
        register(NavItem("Programmes", "programme_list", Permission.VIEW_PROGRAMME, order=5))
        for label, url_name, permission, order in (
            ("Returns", "return_list", Permission.VIEW_RETURNS, 20),
            ("Measures", "measure_list", Permission.VIEW_PROGRAMME, 30),
            ("Set-up", "programme_setup", Permission.MANAGE_PROGRAMMES, 70),
        ):
            register(NavItem(label, url_name, permission, needs_programme=True, order=order))
