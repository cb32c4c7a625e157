"""Rendering of bytes."""

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer, JSONRenderer


class BytesRenderer(BaseRenderer):
    """Sends bytes as they are; a problem in their place is JSON."""

    media_type = "application/octet-stream"
    format = "bytes"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return the bytes."""
        return data if isinstance(data, bytes) else JSONRenderer().render(data)
