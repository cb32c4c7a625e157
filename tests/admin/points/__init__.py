"""The twenty points of the review desk, each shown in a real browser by a file of its own."""
