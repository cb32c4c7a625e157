"""Which words of a byline are people, and which are a job or a newspaper. By shape alone: no list of
persons.
"""

import re

_TOKEN = re.compile(r"(?:[^\W\d_]|['’.\-])+")
_PARTICLES = frozenset(
    re.findall(
        r"\S+",
        """
    af al av ben bin da das de del della den der di do dos du e el ibn la le ten ter van von y zu
    """,
    )
)
# Words that make a comma item a job, an agency or a newspaper instead of one more author.
_NOT_A_PERSON = frozenset(
    re.findall(
        r"\S+",
        """
    affairs afp agence agencies agency agenzia analyst and ap associate associated bbc bulletin bureau
    business chief chronicle city cnn columnist contributing contributor correspondent courier courts crime
    critic culture daily desk diplomatic dispatch economics editor editorial education environment examiner
    foreign freelance gazette guardian health herald in-house independent intern investigations journal
    journalist ledger local magazine mail media national network news newspaper newsroom observer of office
    online opinion photographer political politics post press presse producer radio record reporter
    reporters reuters review science senior service special sports staff standard team tech technology
    telegraph television the times today tribune tv upi video weekly wire world writer writers
    """,
    )
)
# Words of an agency's own name, of those that sign alone. A newspaper's name over a date is its masthead.
_AGENCIES = frozenset(
    (
        "afp",
        "agence",
        "agencies",
        "agency",
        "agenzia",
        "ap",
        "associated",
        "presse",
        "reuters",
        "service",
        "upi",
        "wire",
    )
)
_JOINT = re.compile(r"\s?(?:,\sand\s|,\s&|,|;|\sand\s|\s&\s|\swith\s)\s?", re.IGNORECASE)
# What may follow the names on their line: a bar or dash, "for the Courier", "in Harwick", "(Agency)".
_AFTER_NAMES = re.compile(r"\s(?:[|•·–—/-]|for|in|at|of|from)\s|\s?\(|\s?\|")
_LONGEST_NAME = 5  # words, particles and initials included


def is_name(words: str, *, at_least: int = 2) -> bool:
    """Tell whether ``words`` have the shape of one person's name: capitalised words, initials and
    particles.
    """
    tokens = words.split()
    if not at_least <= len(tokens) <= _LONGEST_NAME:
        return False
    if not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    if any(token.lower() in _NOT_A_PERSON for token in tokens):
        return False
    capitalised = [any(letter.isupper() for letter in token) for token in tokens]
    return capitalised[-1] and all(
        big or token.lower() in _PARTICLES for big, token in zip(capitalised, tokens, strict=True)
    )


def is_role(words: str) -> bool:
    """Tell whether a short line names a job or a newsroom ("Staff Writer", "Reuters", "Harwick Courier")."""
    tokens = words.lower().replace("’s", "").replace("'s", "").split()
    if not 1 <= len(tokens) <= 6 or words.endswith((".", "!", "?", ":")):
        return False
    return any(token.strip(",") in _NOT_A_PERSON - {"and", "of", "the"} for token in tokens)


def is_agency(words: str) -> bool:
    """Tell whether a short line is the name of a news agency ("Northern Wire", "Reuters"), as its shape tells."""
    return is_role(words) and words[:1].isupper() and not _AGENCIES.isdisjoint(words.lower().split())


def read_names(words: str) -> tuple[str, ...]:
    """Return the authors in a byline from which "By" and any date are taken off; empty where it is no byline.

    "Ann Lee and Bob Ray, Staff Writers" gives the two names. The first item must be a name (or an agency,
    which
    signs alone); otherwise the line is a sentence that happens to begin with "By".
    """
    after = _AFTER_NAMES.search(words)
    items = [item for item in _JOINT.split(words[: after.start()] if after else words) if item]
    if not items:
        return ()
    if len(items) == 1 and is_role(items[0]) and items[0][0].isupper():
        return (items[0].strip(),)
    if not is_name(items[0]):
        return ()
    names = []
    for item in items:
        if is_name(item):
            names.append(item.strip())
        elif not is_role(item) and not is_name(item, at_least=1):
            return ()
    return tuple(names)
