"""Verbs of this room: what can be done to runs, reviews, quotations, speakers and claims."""
