"""How static files are kept in production: collected, compressed, and named by what they hold."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names the modules that a module imports by what they hold too, so that a browser keeps them for good."""

    support_js_module_import_aggregation = True
