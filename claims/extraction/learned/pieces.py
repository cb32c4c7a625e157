"""A text as the encoder reads it: word pieces, and what meets the eye of each (case, marks, verbs of saying)."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.extraction.tokens import Doc
from claims.extraction.verbs import reporting_verb

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PARAGRAPH_BREAK = "[unused0]"  # stands before every paragraph; BERT left this piece free for such use
CASES = 5  # lower, Title, UPPER, miXed, no letter
LOOKS = CASES * 2  # case x inside or outside quotation marks
VERB_CLASSES = ("speech", "thought", "attitude", "document", "none")
VERBS = len(VERB_CLASSES) + 1  # and 0: no verb of reporting
SIGNS = LOOKS * VERBS
_SURROGATE = re.compile("[\ud800-\udfff]")  # halves of a character: no tokenizer takes them, and one stays one


@dataclass(frozen=True, slots=True)
class Pieces:
    """Parallel arrays over the pieces of a text; ``starts`` and ``ends`` are code points, half-open.

    ``first`` marks the first piece of each word (breaks are none); ``signs`` feed a small embedding: how a word looks
    (case, inside marks or not) and whether it is a verb of reporting, and of which class, in one number below SIGNS.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    signs: Ints
    first: Bools

    def __len__(self) -> int:
        return len(self.ids)


class Reader:
    """Cuts texts into pieces by one vocabulary."""

    def __init__(self, vocabulary: bytes) -> None:
        """``vocabulary`` is what ``tokenizer.json`` holds in the format of the package tokenizers."""
        os.environ["TOKENIZERS_PARALLELISM"] = "false"  # one thread; and a worker may fork afterwards
        self._tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        size = self._tokenizer.get_vocab_size()
        goes_on = [(self._tokenizer.id_to_token(n) or "").startswith("##") for n in range(size)]
        self._goes_on = np.array(goes_on, dtype=np.bool_)
        self.break_id = int(self._tokenizer.token_to_id(PARAGRAPH_BREAK) or 0)

    def read(self, doc: Doc) -> Pieces:
        """The pieces of the paragraphs of ``doc``, a break before each. Linear in the length of the text."""
        spans = [(doc.starts[a], doc.ends[b - 1]) for a, b in doc.paragraphs if a < b]
        paragraphs = [_SURROGATE.sub("\ufffd", doc.text[s:e]) for s, e in spans]
        encoded = self._tokenizer.encode_batch(paragraphs, add_special_tokens=False)
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        for (start, _), paragraph in zip(spans, encoded, strict=True):
            ids.append(self.break_id)
            starts.append(start)
            ends.append(start)
            ids.extend(paragraph.ids)
            for s, e in paragraph.offsets:
                starts.append(start + s)
                ends.append(start + e)
        id_row = np.array(ids, dtype=np.int64)
        start_row = np.array(starts, dtype=np.int64)
        end_row = np.array(ends, dtype=np.int64)
        breaks = id_row == self.break_id
        of_token = np.array(
            [look + LOOKS * verb for look, verb in zip(_looks(doc), _verbs(doc), strict=True)], dtype=np.int64
        )
        token = np.searchsorted(np.array(doc.ends, dtype=np.int64), start_row, side="right")
        token = np.minimum(token, max(0, len(doc) - 1))
        signs = np.where(breaks, CASES - 1, of_token[token]) if len(doc) else id_row
        return Pieces(id_row, start_row, end_row, signs, ~breaks & ~self._goes_on[id_row])


def _looks(doc: Doc) -> Iterator[int]:
    for start, end, quote in zip(doc.starts, doc.ends, doc.quote, strict=True):
        yield _case(doc.text[start:end]) + (CASES if quote >= 0 else 0)


def _case(word: str) -> int:
    if not word[0].isalpha():
        return CASES - 1
    if word.islower():
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3


def _verbs(doc: Doc) -> Iterator[int]:
    for low in doc.low:
        verb = reporting_verb(low)
        yield 1 + VERB_CLASSES.index(verb.cue_class) if verb else 0
