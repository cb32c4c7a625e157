"""What the views share: lists by cursor, single rows with their entity tag, writes by a known person."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.cache import patch_vary_headers
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from tracker.core.api.concurrency import etag, not_modified
from tracker.core.api.paging import Key
from tracker.core.api.problems import Problem, as_problem, invalid_body
from tracker.core.errors import StaleVersion
from tracker.core.models import User

Row = TypeVar("Row", bound=Model)


class Single(GenericViewSet[Any]):
    """Rows to read one by one, by number."""

    order: ClassVar[tuple[Key, ...]] = (Key("id", descending=True),)
    lookup_value_regex = "[0-9]{1,18}"

    def retrieve(self, request: Request, pk: str, *args: Any, **kwargs: Any) -> Response:
        """Answer one row."""
        return Response(self.shown(self.row(pk)))

    def page_of(self, rows: QuerySet[Any]) -> Response:
        """Answer one page of ``rows``."""
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def row(self, pk: str | int) -> Any:
        """Return one row, whatever the list's filters leave out. Raises DoesNotExist, which answers 404."""
        return self.get_queryset().get(pk=int(pk))

    def shown(self, row: Any) -> Any:
        """Return the row's representation."""
        return self.get_serializer(row).data

    def body(self, shape: type[serializers.Serializer[Any]], **kwargs: Any) -> dict[str, Any]:
        """Return the request's body as ``shape`` reads it. Raises Problem 422 with pointers."""
        serializer = shape(data=self.request.data, **kwargs)
        if not serializer.is_valid():
            raise invalid_body(serializer.errors)
        found: dict[str, Any] = serializer.validated_data
        return found

    @property
    def editor(self) -> User:
        """The person who asks. Raises NotAuthenticated, should a view let anyone else in."""
        if not isinstance(self.request.user, User):
            raise NotAuthenticated
        return self.request.user

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Keep answers out of shared caches: what one may see, another may not."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["Authorization", "Cookie"])
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer


class Reading(Single):
    """Rows to read: also listed by cursor, in ``order``."""

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer one page."""
        return self.page_of(self.filter_queryset(self.get_queryset()))


class Versioned(Reading):
    """Rows with a record version: an ETag on reading, 304 for who has it, 412 with the present row for who is late."""

    def retrieve(self, request: Request, pk: str, *args: Any, **kwargs: Any) -> Response:
        """Answer one row with its tag."""
        answer = self.answer(self.row(pk))
        if not_modified(request, answer.headers["ETag"]):
            return Response(status=304, headers={"ETag": answer.headers["ETag"]})
        return answer

    def answer(self, row: Any, *, status: int = 200, location: str = "") -> Response:
        """Answer ``row`` with its tag."""
        representation = self.shown(row)
        headers = {"ETag": etag(self.record_version(row), representation)}
        if location:
            headers["Location"] = location
        return Response(representation, status=status, headers=headers)

    def record_version(self, row: Any) -> int:
        """Return the version that a change of ``row`` must name."""
        return int(row.record_version)

    def handle_exception(self, exc: Exception) -> Response:
        """Add to a stale write what the record is now."""
        if isinstance(exc, StaleVersion):
            present = self.answer(self.row(self.kwargs["pk"]))
            stale = as_problem(exc)
            stale.more["current"] = present.data
            stale.headers["ETag"] = present.headers["ETag"]
            exc = stale
        return super().handle_exception(exc)


class NowhereView(APIView):
    """Every address of the API that is none."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Answer 404 to any method."""
        super().initial(request, *args, **kwargs)
        if request.path.endswith("/"):
            raise Http404
        raise Problem(
            "not-found", "There is nothing at this address. The addresses of this API end with “/”.", status=404
        )
