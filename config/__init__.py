"""The project: settings, routes, the Celery application, the form base and error pages."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
