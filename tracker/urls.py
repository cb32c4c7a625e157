"""Addresses of the whole site."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from tracker.core.api.views import NowhereView
from tracker.core.health import healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("tracker.api")),
    re_path(r"^api(/|\Z)", NowhereView.as_view()),
]
