"""The Celery application: carries "look at job N" from the dispatcher to a worker.

What is to be done is a row in the database (`jobs.models.Job`); a message lost by the broker
costs a moment, never the work.
"""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# "filesystem://" with whole messages only.
TRANSPORT_ALIASES["filesystem"] = "jobs.message_files:Transport"

app = Celery("programme_monitor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
