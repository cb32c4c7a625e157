"""Benchmarks: ratios within one run, and growth with size. Run by `make bench`; never part of the tests."""
