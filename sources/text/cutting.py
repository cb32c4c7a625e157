"""Cuts a text into words, marks and white space, so that two texts can be compared word by word."""

import re
import unicodedata
from typing import Final

# What stands between words. Everything else is taken for a word's: letters and figures with their accents, and emoji
# with what joins them, which no one may cut through.
_MARKS: Final = (
    r"!-/:-@\[-`{-~"  # ASCII
    "\u00a1\u00ab\u00b7\u00bb\u00bf"
    "\u2010-\u2027\u2030-\u205e"  # dashes, quotation marks, dots
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65"
)
# Scripts without spaces between words: every character is taken for one, with the signs that change it.
_SINGLE: Final = (
    "\u3005-\u3007\u3040-\u3098\u309b-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGNS: Final = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LETTER: Final = rf"[^\s{_MARKS}{_SINGLE}]"
_WORD: Final = rf"[{_SINGLE}][{_SIGNS}]*|{_LETTER}+(?:(?:['’‐‑-]|(?<=\d)[.,:/](?=\d)){_LETTER}+)*"
_TOKEN: Final = re.compile(rf"\s+|{_WORD}|.", re.DOTALL)
_COUNTED: Final = re.compile(_WORD)
_JOINERS: Final = "\u200c\u200d"


def cut(text: str) -> list[str]:
    """Return ``text`` as words, single marks and runs of white space, in order; joined they are ``text`` again.

    “can’t”, “anti-war”, “10,000” and “3.4” are one word each. No cut parts a character from its accents or signs.
    """
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if tokens and _clings(token[0]):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def key(token: str) -> str:
    """Return by what ``token`` is known: itself, but any white space is as good as any other."""
    return " " if token.isspace() else token


def is_word(token: str) -> bool:
    """Tell whether ``token``, one of :func:`cut`, is a word, and no mark or white space."""
    return _COUNTED.search(token) is not None


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, in order, without marks and white space."""
    return _COUNTED.findall(text)


def _clings(character: str) -> bool:
    """Tell whether ``character`` belongs to the one before it."""
    return character in _JOINERS or unicodedata.category(character).startswith("M")
