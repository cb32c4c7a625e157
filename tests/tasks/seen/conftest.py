"""A browser beside the real worker: both at once, for what people see while it works."""

from tests.admin.conftest import browser_type_launch_args, page, pytest_collection_modifyitems

__all__ = ["browser_type_launch_args", "page", "pytest_collection_modifyitems"]
