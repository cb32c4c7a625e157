"""Test data with readable intent."""

from tests.factories.articles import article, propose_all, proposed, review_of, run_over
from tests.factories.people import UserFactory, editor, reader

__all__ = ["UserFactory", "article", "editor", "propose_all", "proposed", "reader", "review_of", "run_over"]
