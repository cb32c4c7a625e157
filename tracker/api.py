"""Addresses of the API."""

from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from claims.api.candidates import CandidateViewSet
from claims.api.claims import ClaimViewSet
from claims.api.documents import DocumentViewSet
from claims.api.quotes import QuoteViewSet
from claims.api.runs import RunViewSet
from claims.api.speakers import SpeakerViewSet
from sources.api.views import IntakeViewSet, OutletViewSet, VersionViewSet
from tracker.core.api.login import TokenView
from tracker.core.api.views import NowhereView

LISTS = {
    "speakers": SpeakerViewSet,
    "quotes": QuoteViewSet,
    "claims": ClaimViewSet,
    "candidates": CandidateViewSet,
    "runs": RunViewSet,
    "documents": DocumentViewSet,
    "outlets": OutletViewSet,
    "intakes": IntakeViewSet,
}
router = SimpleRouter()
for prefix, viewset in LISTS.items():
    router.register(prefix, viewset, basename=prefix.removesuffix("s"))
router.register("versions", VersionViewSet, basename="version")


class RootView(APIView):
    """The way in: every address, and how to sign in. Open to anyone; it holds no records."""

    permission_classes = (AllowAny,)

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """List the addresses."""
        lists = {name: reverse(f"{name.removesuffix('s')}-list", request=request) for name in LISTS}
        return Response(
            {
                "name": "On Record",
                "sign_in": "POST {username, password} to “token”; then send the header “Authorization: Token …”.",
                "token": reverse("token", request=request),
                "schema": reverse("schema", request=request),
                **lists,
            }
        )


urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("token/", TokenView.as_view(), name="token"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("", include(router.urls)),
    re_path(r"^.*\Z", NowhereView.as_view(), name="nowhere"),
]
