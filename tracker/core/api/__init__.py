"""What every room's REST API shares: errors, paging, filters, concurrency, login."""
