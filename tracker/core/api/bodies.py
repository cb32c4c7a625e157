"""Bodies of writes."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class Body(serializers.Serializer[None]):
    """A body that refuses fields it does not know: a misspelt one must not pass as left out."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the values. Raises ValidationError."""
        if isinstance(data, Mapping):
            unknown = sorted(set(map(str, data)) - set(self.fields))
            if unknown:
                known = ", ".join(self.fields)
                raise serializers.ValidationError(
                    {name[:100]: [f"There is no such field. Known: {known}."] for name in unknown[:20]}
                )
        return super().to_internal_value(data)


class ReasonBody(Body):
    """Why; it stands in the ledger."""

    reason = serializers.CharField(max_length=2000)
