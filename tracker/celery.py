"""The Celery application; its configuration is in tracker/settings.py under CELERY_*."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("on_record")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
