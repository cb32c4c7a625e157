"""The roof: settings, addresses and wiring. Nothing is decided here."""

from tracker import pulse
from tracker.celery import app as celery_app

__all__ = ["celery_app", "pulse"]
