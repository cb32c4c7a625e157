"""How good the engine is: its answers held against people's, on a corpus that is not part of this repository.

One idea in each file: ``corpus`` reads the gold, ``words`` and ``quoted`` look at a text, ``pairing`` and ``mentions``
decide what is right, ``counting`` counts it, ``intervals`` turns counts into figures, ``reliability`` asks whether the
confidence keeps its word, ``evaluate`` does all of it, ``tables`` and ``command`` show it.
All spans are half-open and count Unicode code points of the article's text as it is stored.
"""
