"""Django's own PostgreSQL backend, with a cheaper look at whether a kept connection still stands."""
