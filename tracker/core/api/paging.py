"""Cursor paging by the keys of the last row, so that a page neither skips nor repeats when rows come in between.

REST framework's own cursor loses rows whose first key is NULL (undated quotations), so this one carries every key.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, TypeVar

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from tracker.core.api.problems import Problem

Row = TypeVar("Row", bound=Model)

PARAMETERS: Final = ("cursor", "page_size")


@dataclass(frozen=True)
class Key:
    """One column of an order. NULLs come last, and only a key that may hold them says so: PostgreSQL walks an index
    backwards only where it need not put NULLs apart. The last key of an order is unique and never NULL.
    """

    name: str
    descending: bool = False
    nullable: bool = False

    @property
    def order(self) -> OrderBy:
        """The key as a queryset orders by it."""
        field = F(self.name)
        return field.desc(nulls_last=self.nullable or None) if self.descending else field.asc()

    def same(self, value: object) -> Q:
        """Rows with this value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def later(self, value: object) -> Q:
        """Rows that come after this value; nothing comes after NULL."""
        if value is None:
            return Q(pk__in=[])
        beyond = Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})
        return beyond | Q(**{f"{self.name}__isnull": True}) if self.nullable else beyond


class _Json:
    """JSON that knows dates, for django.core.signing."""

    def dumps(self, value: Any) -> bytes:
        return DjangoJSONEncoder(separators=(",", ":")).encode(value).encode()

    def loads(self, data: bytes) -> Any:
        return signing.JSONSerializer().loads(data)


class KeysetPagination(BasePagination):
    """Pages of ``page_size`` rows (25, at most 100); ``next`` is the address of the following page, or null.

    The view's ``order`` says by which keys. The cursor is signed: one that was not given out by this list is refused.
    """

    usual: ClassVar[int] = 25
    most: ClassVar[int] = 100

    def paginate_queryset(  # type: ignore[override] # a list of this API is always a queryset
        self, queryset: QuerySet[Row], request: Request, view: Any = None
    ) -> list[Row]:
        """Return one page of ``queryset``; one statement. Raises Problem 400 for a broken cursor or page size."""
        self.request = request
        self.order: tuple[Key, ...] = view.order
        self.salt = "cursor of " + ",".join(repr(key) for key in self.order)
        size = self._size()
        if cursor := request.query_params.get("cursor"):
            queryset = queryset.filter(self._after(cursor))
        rows = list(queryset.order_by(*(key.order for key in self.order))[: size + 1])
        self.has_more = len(rows) > size
        self.last = rows[size - 1] if self.has_more else None
        return rows[:size]

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with the address of the next."""
        return Response({"next": self._next(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page."""
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "The address of the next page; null on the last.",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters."""
        return [
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Where the page begins; opaque, taken from “next”.",
                "schema": {"type": "string"},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": "How many rows on a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": self.most, "default": self.usual},
            },
        ]

    def _size(self) -> int:
        asked = self.request.query_params.get("page_size")
        if asked is None:
            return self.usual
        if not (asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= self.most):
            raise _bad("page_size", f"Ask for 1 to {self.most} rows a page.")
        return int(asked)

    def _after(self, cursor: str) -> Q:
        try:
            values = signing.loads(cursor, salt=self.salt, serializer=_Json)
        except signing.BadSignature as error:
            raise _bad("cursor", "This cursor is not one of this list's. Begin again without it.") from error
        found, before = Q(pk__in=[]), Q()
        for key, value in zip(self.order, values, strict=True):
            found |= before & key.later(value)
            before &= key.same(value)
        return found

    def _next(self) -> str | None:
        if self.last is None:
            return None
        values = [_value(self.last, key.name) for key in self.order]
        cursor = signing.dumps(values, salt=self.salt, serializer=_Json)
        return str(replace_query_param(self.request.build_absolute_uri(), "cursor", cursor))


def _value(row: Model, path: str) -> Any:
    found: Any = row
    for name in path.split("__"):
        found = getattr(found, name)
    return found


def _bad(parameter: str, detail: str) -> Problem:
    return Problem("invalid-parameter", detail, status=400, errors=[{"detail": detail, "parameter": parameter}])
