"""Uploaded files: from whatever spreadsheet there is to rows, and the conversation about them."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploaded files: from whatever spreadsheet there is to rows, and the conversation."""

    name = "uploads"
    verbose_name = "Uploads"
