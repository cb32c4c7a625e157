"""Whether a name or a title tells a man or a woman."""

import unicodedata
from importlib.resources import files

from claims.extraction.lexicon import FEMALE as _WOMEN
from claims.extraction.lexicon import FEMALE_TITLES, MALE_TITLES, word_set
from claims.extraction.lexicon import MALE as _MEN

# Family names that stand before the given names, so that the first word tells nothing.
FAMILY_FIRST = word_set(
    """
    ahn ban bae chang chen cheng cho choi chung dang deng feng gao guo han hoang hong huang jang jeon jiang jung kang
    kim kwon lam lee liang lim lin liu luo moon nguyen oh pak park peng pham phan roh seo shin son song sun tang tran
    tsai wang wen wong wu xi xie xu yang yoon yu yun zhang zhao zheng zhou zhu
    """
)
_NOT_ALONE = word_set(
    """
    storm radio angel major royal prince king queen duke baron judge justice dean mason hunter carter chase chance rich
    young sunny sky river star summer winter autumn dallas austin houston paris london sydney florence chelsea madison
    lincoln jackson jefferson washington virginia georgia carolina charlotte savannah victoria israel jordan kenya china
    india asia america africa santa san los las el la le de da van von bin al abu new old great big little saint mount
    may june april august will grace faith hope joy mercy trinity christian christ easter noel dominican roman german
    france holland ireland scotland england wales iran hispanic latin apollo mars venus mercury jupiter data delta
    alpha beta gamma omega harbour harbor port bay rain snow cloud ocean sea lake forest wood stone rock sand silver
    gold ruby pearl crystal diamond amber coral ivy holly rose lily daisy violet poppy olive basil bishop pope cardinal
    abbey north south east west union liberty freedom unity peace power energy
    """
)


def _read(name: str) -> frozenset[str]:
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_COMMON = _MEN | _WOMEN  # "Grace Chen", of whom more is known than of "Wen Liu"
MOSTLY = {  # forenames of both sexes, and whose they are far more often
    **dict.fromkeys(("alex", "chris", "sam", "jordan", "sidney", "claude", "charlie", "frankie", "marion"), "m"),
    **dict.fromkeys(("kim", "kelly", "ashley", "dana", "leslie", "stacy", "stacey", "tracy", "jan", "jean"), "f"),
}
MALE = _read("male.txt")
FEMALE = _read("female.txt")


def fold(word: str) -> str:
    """A word without its accents, so that "Zoë" is found under "zoe"."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def is_forename(word: str) -> bool:
    """Whether a word in small letters is a forename, and nothing that starts the name of a place or a thing."""
    return word not in _NOT_ALONE and _sex_of_forename(word) is not None


def family_first(words: tuple[str, ...]) -> bool:
    """Whether a name runs "Ban Ki-moon" or "Xi Jinping", the family name before the given one."""
    return len(words) in (2, 3) and words[0] in FAMILY_FIRST and _sex_of_forename(words[1]) is None


def sex_of(words: tuple[str, ...], titles: list[str]) -> str | None:
    """ "m" or "f" from titles first, then the forename of a name of several words; None where neither tells."""
    for word in titles:
        if word in FEMALE_TITLES:
            return "f"
        if word in MALE_TITLES:
            return "m"
    if not words or family_first(words) or (len(words) == 2 and words[1] in FAMILY_FIRST and words[0] not in _COMMON):
        return None
    return _sex_of_forename(words[0])


def _sex_of_forename(word: str) -> str | None:
    forename = fold(word)
    if forename in MALE:
        return "m"
    if forename in FEMALE:
        return "f"
    found = {sex for part in forename.split("-") if "-" in forename and (sex := _sex_of_forename(part))}
    return found.pop() if len(found) == 1 else None
