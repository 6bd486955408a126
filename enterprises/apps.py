"""The register of micro-enterprises and enquiries."""

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    """The register of micro-enterprises and enquiries."""

    name = "enterprises"
    verbose_name = "The register of micro-enterprises and enquiries"
