"""The cellar: what every room stands on. The ledger, errors, users, and the laptop's embedded services."""
