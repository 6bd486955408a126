"""Programmes, their results framework and their quarterly returns."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes, their results framework and their quarterly returns."""

    name = "programmes"
    verbose_name = "Programmes, their results framework and their quarterly returns"
