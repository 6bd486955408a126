"""Uploaded files: from whatever spreadsheet there is to rows, and the conversation about them."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploaded files: from whatever spreadsheet there is to rows, and the conversation."""

    name = "uploads"
    verbose_name = "Uploads"

    def ready(self) -> None:
        """Add to the menu, and learn the work of marking workbooks up."""
        from accounts import navigation
        from accounts.roles import Permission
        from uploads import marking  # noqa: F401  (a kind of job is declared)

        navigation.register(
            navigation.NavItem(
                "Uploads",
                "upload_list",
                Permission.VIEW_REGISTER,
                needs_programme=True,
                order=43,  # after the hours
            )
        )
