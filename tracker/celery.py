"""The Celery application; its configuration is in tracker/settings.py under CELERY_*."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("on_record")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _log_as_the_settings_say(**_: Any) -> None:
    """Keep Celery's own handlers and levels out: LOG_FORMAT and LOG_LEVEL hold in worker and beat too."""
    logging.config.dictConfig(settings.LOGGING)
