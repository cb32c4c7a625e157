"""Finds indirect and mixed statements: a reporting verb (or "according to"), its subject, and what it reports."""

from sources.text.spans import Span

from .clauses import (
    Range,
    is_adverb,
    is_finite,
    is_passive,
    is_passive_group,
    is_time,
    main_subject,
    noun_phrase_right,
    subject_of,
    verb_group_start,
)
from .drafts import Draft
from .lexicon import (
    ANONYMOUS_NOUNS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    GROUP_NOUNS,
    PERSON_TITLES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    word_set,
)
from .quotes import QuoteLinker
from .reach import clause_end, main_clause_comma, phrase_end
from .tokens import Doc
from .verbs import LIGHT_VERBS, Verb, reporting_verb

_PLURAL = frozenset(
    [
        "people",
        "they",
        "we",
        "i",
        "you",
        "who",
        "some",
        "many",
        "most",
        "others",
        "police",
        "critics",
        "both",
        "and",
        "which",
    ]
)
_HEARSAY = word_set("expect say believe report think allege know")
_TRAILERS = word_set(
    """
    say tell add note report announce explain argue write believe predict warn acknowledge insist
    indicate suggest confirm show estimate conclude admit complain recall think hint joke quip
    """
)
_LISTENER_REACH = 12
_SUBORDINATORS = word_set("while although though as if when since because after before whereas")
_OPENERS = frozenset(["but", "and", "however", "still", "meanwhile", "so", "yet", "or", "moreover"])


class CueFinder:
    """Looks at each reporting verb outside quotations once, sentence by sentence."""

    def __init__(self, doc: Doc, linker: QuoteLinker) -> None:
        self.doc = doc
        self.linker = linker
        self.drafts: list[Draft] = []
        self._taken_until = 0  # offset up to which the last "that" clause reaches
        self._pending: list[Draft] = []  # participles at the head of a sentence, waiting for its subject
        self._quoted = [q for draft in linker.drafts for q in draft.quotations]

    def run(self) -> None:
        linked = set(self._quoted)
        for lo, hi in self.doc.sentences:
            self._sentence(lo, hi, linked)

    def _sentence(self, lo: int, hi: int, linked: set[int]) -> None:
        doc = self.doc
        self._pending = []
        self._according(lo, hi)
        v = lo
        while v < hi:
            q = doc.quote[v]
            if q >= 0:
                v = doc.quote_tokens[q][1]
                continue
            verb = reporting_verb(doc.low[v])
            if verb is not None and v not in self.linker.used_cues and not (doc.cap[v] and v > lo):
                draft = self._try(v, verb, lo, hi)
                if draft is not None:
                    self._keep(draft, linked)
            elif doc.low[v] in LIGHT_VERBS and v not in self.linker.used_cues and v > lo:
                draft = self._light(v, lo, hi)
                if draft is not None:
                    self._keep(draft, linked)
            v += 1
        self._settle(lo, hi)

    def _settle(self, lo: int, hi: int) -> None:
        """Give participles at the head of the sentence the subject of what follows them."""
        for waiting in self._pending:
            after = self.doc.token_at(waiting.end)
            linked = [d for d in self.linker.drafts[-6:] if d.mention and lo <= d.mention[0] < hi]
            waiting.mention = next(
                (d.mention for d in linked if d.mention and d.mention[0] >= after), None
            ) or main_subject(self.doc, min(after + 1, hi), hi)
        self.drafts = [d for d in self.drafts if d.mention is not None or d.how == "hearsay"]
        self._pending = []

    def _keep(self, draft: Draft, linked: set[int]) -> None:
        inside = [
            q
            for q in {self.doc.quote[self.doc.token_at(s.start)] for s in draft.content} | set(self._quotes_in(draft))
            if q >= 0
        ]
        if any(q in linked for q in inside):
            return
        draft.quotations = sorted(inside)
        self._type(draft)
        self.drafts.append(draft)
        if draft.frame in ("that", "bare") or draft.base in ("accuse", "charge"):
            self._taken_until = max(self._taken_until, draft.end)
        if draft.mention is not None:
            for waiting in self._pending:
                waiting.mention = draft.mention
            self._pending = []

    def _quotes_in(self, draft: Draft) -> list[int]:
        doc = self.doc
        out: list[int] = []
        for s, e in draft.content:
            i = doc.token_at(s)
            while i < len(doc) and doc.starts[i] < e:
                q = doc.quote[i]
                if q >= 0:
                    out.append(q)
                    i = doc.quote_tokens[q][1]
                else:
                    i += 1
        return out

    def _type(self, draft: Draft) -> None:
        """Set the kind; a "that" clause that is nothing but one quotation becomes direct, its marks left out."""
        doc = self.doc
        if not draft.quotations:
            return
        for q in draft.quotations:
            draft.flags.extend(f for f in doc.quotations[q].flags if f not in draft.flags)
        draft.kind = "mixed"
        words_outside = any(
            doc.low[k][0].isalnum() and doc.low[k] not in ("that", "as", "to")
            for span in draft.content
            for k in doc.outside_quotes(span)
        )
        if not words_outside and len(draft.quotations) == 1:
            quotation = doc.quotations[draft.quotations[0]]
            if len(quotation.parts) >= 1 and sum(e - s for s, e in quotation.parts) > 3:
                draft.kind = "direct"
                draft.content = list(quotation.parts)

    # ------------------------------------------------------------ one verb

    def _try(self, v: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        doc = self.doc
        group = verb_group_start(doc, v, lo)
        if self._is_noun(v, group, verb, lo):
            return None
        passive = is_passive(doc, v, group, verb)
        if passive:
            return self._passive(v, group, verb, lo, hi)
        trailing = self._trailing(v, group, verb, lo, hi)
        if trailing is not None:
            return trailing
        self._fronted = hi
        if self._is_fronted(v, group, verb, lo):
            self._fronted = main_clause_comma(doc, v + 1, hi)
        reach = self._content(v, verb, self._fronted)
        if reach is None:
            return None
        a, b, frame = reach
        if b <= a:
            return None
        mention, waiting = self._mention(v, group, verb, lo)
        if mention is None and not waiting:
            return None
        if self._nested(v, verb, frame):
            return None
        if verb.base == "threaten" and mention is not None and not self._agent(mention):
            return None
        draft = Draft(
            content=[Span(doc.starts[a], doc.ends[b - 1])],
            cue=(group, self._cue_end(v, a, frame)),
            mention=mention,
            kind="indirect",
            cue_class=verb.cue_class,
            anchor=v,
            how=frame,
            frame=frame,
            base=verb.base,
        )
        if waiting:
            self._pending.append(draft)
        return draft

    def _is_fronted(self, v: int, group: int, verb: Verb, lo: int) -> bool:
        """Whether the verb stands in a clause that the main clause of the sentence follows after a comma."""
        doc = self.doc
        if any(doc.low[k] == "," for k in range(lo, group)):
            return False
        return doc.low[lo] in _SUBORDINATORS or (verb.form == "ing" and group == lo)

    def _agent(self, mention: Range) -> bool:
        """Whether the head of a mention can intend something: a name, a pronoun, a noun for people."""
        doc = self.doc
        head = (
            next(
                (k for k in range(mention[0] + 1, mention[1]) if doc.low[k] in PREPOSITIONS or doc.low[k] == ","),
                mention[1],
            )
            - 1
        )
        word = doc.low[head]
        people = word in GROUP_NOUNS or word in ANONYMOUS_NOUNS or word in PERSON_TITLES or word in SUBJECT_PRONOUNS
        return people or (doc.cap[head] and word not in ("it", "this", "that"))

    def _nested(self, v: int, verb: Verb, frame: str) -> bool:
        """Inside another statement only plain speech with its own "that" clause is told apart."""
        inside = self.doc.starts[v] < self._taken_until
        return inside and not (frame == "that" and verb.cue_class == "speech")

    def _cue_end(self, v: int, a: int, frame: str) -> int:
        return a if frame == "preposition" else v + 1

    def _is_noun(self, v: int, group: int, verb: Verb, lo: int) -> bool:
        """Forms that are nouns as often as verbs ("a report", "the claims", "his calls")."""
        doc = self.doc
        before = doc.low[v - 1] if v > lo else ""
        if before in DETERMINERS and before not in (
            "all",
            "both",
            "many",
            "some",
            "most",
            "several",
            "few",
            "other",
            "this",
            "that",
        ):
            return True
        if before.endswith("'s") and before not in ("he's", "she's", "it's", "who's", "that's") and verb.form != "ing":
            return True
        if verb.form == "base":
            if group < v:
                return before in PREPOSITIONS and before != "to"
            return not (before in _PLURAL or (before.endswith("s") and not before.endswith(("'s", "ss", "us"))))
        if verb.form == "third":
            return before in PREPOSITIONS or (before in ("and", "") and group == lo)
        if verb.form == "ing":
            return False
        if verb.form in ("past", "participle"):
            return before in PREPOSITIONS and before != "on"
        return False

    def _mention(self, v: int, group: int, verb: Verb, lo: int) -> tuple[Range | None, bool]:
        doc = self.doc
        if verb.form == "ing" and not any(
            doc.low[k] in BE or doc.low[k].endswith(("'s", "'re", "'m")) for k in range(group, v)
        ):
            if group == lo or all(not doc.low[k][0].isalnum() for k in range(lo, group)):
                return None, True
            return self._shared(v, lo), False
        mention = subject_of(doc, group, lo)
        if mention is not None:
            return mention, False
        before = doc.low[group - 1] if group > lo else ""
        if before in ("and", "but", ",", "or", "then", "to", "by", "in", "for") or before in PREPOSITIONS:
            return self._shared(v, lo), False
        return None, False

    def _shared(self, v: int, lo: int) -> Range | None:
        for draft in reversed(self.drafts[-3:]):
            if draft.mention and draft.cue and lo <= draft.cue[0] < v and self.doc.starts[v] >= draft.content[0].start:
                return draft.mention
        return self.linker.shared_subject(v, lo)

    # ------------------------------------------------------------ phrases

    def _light(self, v: int, lo: int, hi: int) -> Draft | None:
        """A verb that tells only with its noun: "left no doubt that", "issued dire warnings of", "made clear that"."""
        doc = self.doc
        group = verb_group_start(doc, v, lo)
        if is_passive_group(doc, group, v):
            return None
        nouns = LIGHT_VERBS[doc.low[v]]
        for k in range(v + 1, min(hi - 2, v + 6)):
            if (
                doc.quote[k] >= 0
                or not doc.low[k][0].isalpha()
                or doc.low[k] in PREPOSITIONS
                or doc.low[k] in ("that", "to")
            ):
                return None
            if doc.low[k] not in nouns:
                continue
            after = doc.low[k + 1]
            if after == "that":
                reach = self._clause(k + 1, hi, "that")
            elif after in ("of", "about", "over", "against"):
                reach = self._phrase(k + 2, hi, "phrase")
            else:
                continue
            mention = subject_of(doc, group, lo)
            if mention is None and doc.low[group - 1] in ("and", "but", ",") and group > lo:
                mention = self._shared(v, lo)
            if reach is None or mention is None:
                return None
            a, b, _ = reach
            return Draft([doc.span(a, b)], (group, a), mention, "indirect", "speech", v, "phrase", reach[2], doc.low[k])
        return None

    # ------------------------------------------------------------ content

    def _content(self, v: int, verb: Verb, hi: int) -> tuple[int, int, str] | None:
        """Token range of what the verb at ``v`` reports, and the frame that showed it."""
        doc = self.doc
        i = v + 1
        if i >= hi:
            return None
        frames = verb.frames
        if doc.low[i] in ("out", "aloud") and verb.base in ("point", "wonder", "spell"):
            i += 1
            if i >= hi:
                return None
            frames = frames | {"t", "o", "b"}
        if doc.low[i] == "that" and self._clause_that(i, hi) and (frames & {"t", "b", "n"}):
            return self._clause(i, hi, "that")
        that = self._that_after_adjunct(i, hi, verb)
        if that is not None:
            return self._clause(that, hi, "that")
        if "n" in frames and (listened := self._after_listener(i, hi)) is not None:
            return listened
        if doc.low[i] == "to" and "i" in frames and i + 1 < hi and doc.low[i + 1][0].isalpha():
            return i, phrase_end(doc, i, hi, "infinitive"), "infinitive"
        if "p:" in frames and "x" not in frames and doc.low[i] in verb.prepositions:
            return self._phrase(i + 1, hi, "preposition")
        if "i" in frames and verb.base == "call" and doc.low[i] in ("on", "for"):
            return self._phrase(i + 1, hi, "preposition")
        if "w" in frames and doc.low[i] in ("whether", "if", "how", "why", "what", "who", "where", "when"):
            return self._clause(i, hi, "question")
        if "b" in frames and self._bare_clause(i, hi, verb):
            return self._clause(self._skip_time(i, hi), hi, "bare")
        if "x" in frames and (charge := self._charge(i, hi, verb)) is not None:
            return charge
        if "o" in frames and self._object(i, hi, verb):
            return self._phrase(i, hi, "object")
        return None

    def _clause_that(self, i: int, hi: int) -> bool:
        return i + 2 < hi and self.doc.low[i + 1] not in (",", ".", "of")

    def _that_after_adjunct(self, i: int, hi: int, verb: Verb) -> int | None:
        """ "said Monday in a speech that", "told reporters that": the "that" past a few words with no verb."""
        if not verb.frames & {"t", "n"}:
            return None
        doc = self.doc
        start = i
        limit = min(hi, i + _LISTENER_REACH)
        allowed = (
            doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or is_adverb(doc.low[i])
            or "n" in verb.frames
            or doc.low[i] == ","
        )
        if not allowed:
            return None
        while i < limit:
            if doc.quote[i] >= 0:
                return None
            if doc.low[i] == "that":
                return i if i > start and doc.low[i - 1] not in PREPOSITIONS else None
            if is_finite(doc, i) or (doc.low[i] in (".", ";", ":", "to") and doc.low[i] != "to"):
                return None
            i += 1
        return None

    def _after_listener(self, i: int, hi: int) -> tuple[int, int, str] | None:
        doc = self.doc
        if i >= hi or doc.quote[i] >= 0:
            return None
        listener: Range | None = (
            (i, i + 1)
            if doc.low[i] in ("him", "her", "them", "us", "me", "it", "you")
            else noun_phrase_right(doc, i, hi)
        )
        if listener is None:
            return None
        k = min(listener[1], hi)
        if doc.low[i] in ("him", "her", "them", "us", "me"):
            k = i + 1
        k = self._skip_time(k, hi)
        if k >= hi:
            return None
        if doc.low[k] == "to" and k + 1 < hi:
            return k, phrase_end(doc, k, hi, "infinitive"), "infinitive"
        if doc.low[k] in (
            "he",
            "she",
            "they",
            "it",
            "there",
            "the",
            "his",
            "her",
            "we",
            "i",
            "how",
            "what",
            "why",
            "whether",
            "if",
        ):
            return self._clause(k, hi, "bare")
        if doc.low[k] in ("about", "of"):
            return self._phrase(k + 1, hi, "preposition")
        return None

    def _skip_time(self, i: int, hi: int) -> int:
        doc = self.doc
        k = i
        while (
            k < hi
            and k - i < 6
            and (is_time(doc.low[k]) or (doc.low[k] == "on" and k + 1 < hi and is_time(doc.low[k + 1])))
        ):
            k += 1
        return k if k < hi and k - i < 6 else i

    def _bare_clause(self, i: int, hi: int, verb: Verb) -> bool:
        doc = self.doc
        i = self._skip_time(i, hi)
        if i >= hi:
            return False
        word = doc.low[i]
        if doc.quote[i] >= 0:
            return False
        if not word[0].isalnum() and word not in ("$", "#", "@"):
            return False
        if word in (
            "to",
            "of",
            "about",
            "with",
            "by",
            "for",
            "from",
            "as",
            "and",
            "or",
            "but",
            "into",
            "on",
            "at",
            "so",
            "like",
        ):
            return False
        if word in AUXILIARIES or word.endswith("n't"):
            return False
        if word in SUBJECT_PRONOUNS - {"it", "who"} or word == "there":
            return True
        for k in range(i + 1, min(hi, i + 25)):
            if doc.quote[k] >= 0:
                continue
            if doc.low[k] in (".", ";", ":"):
                return False
            if is_finite(doc, k) or doc.low[k].endswith("n't"):
                return True
        if verb.base == "say":
            return word not in PREPOSITIONS and word not in CONJUNCTIONS and hi - i > 3 and not is_adverb(word)
        return False

    def _charge(self, i: int, hi: int, verb: Verb) -> tuple[int, int, str] | None:
        """ "accused X of", "charged X with": the accused belongs to what is said."""
        doc = self.doc
        for k in range(i + 1, min(hi, i + 12)):
            if doc.low[k] in verb.prepositions:
                return i, phrase_end(doc, i, hi, "object"), "object"
        return None

    def _object(self, i: int, hi: int, verb: Verb) -> bool:
        doc = self.doc
        word = doc.low[i]
        if doc.quote[i] >= 0:
            return verb.base in (
                "call",
                "describe",
                "label",
                "dub",
                "brand",
                "denounce",
                "dismiss",
                "cite",
                "mock",
                "decry",
            )
        if not word[0].isalnum() and word != "$":
            return False
        if word in PREPOSITIONS or word in CONJUNCTIONS or word in AUXILIARIES or is_time(word):
            return False
        return not (is_adverb(word) or word in SUBJECT_PRONOUNS - {"it", "you"})

    def _clause(self, i: int, hi: int, frame: str) -> tuple[int, int, str] | None:
        end = clause_end(self.doc, i, hi)
        return (i, end, frame) if end - i >= 2 else None

    def _phrase(self, i: int, hi: int, frame: str) -> tuple[int, int, str] | None:
        if i >= hi:
            return None
        end = phrase_end(self.doc, i, hi, frame)
        return (i, end, frame) if end > i else None

    # ------------------------------------------------------------ other orders

    def _passive(self, v: int, group: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        """ "is expected to", "was criticised by X": only where the teller stands after "by"."""
        doc = self.doc
        if verb.base not in _HEARSAY or v + 2 >= hi or doc.low[v + 1] != "to":
            return None
        subject = subject_of(doc, group, lo)
        end = phrase_end(doc, v + 1, hi, "infinitive")
        if subject is None or end <= v + 2:
            return None
        parts = [doc.span(*subject), doc.span(v + 1, end)]
        return Draft(parts, (group, v + 1), None, "indirect", verb.cue_class, v, "hearsay", "hearsay", verb.base)

    def _trailing(self, v: int, group: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        """ "The talks will resume, officials said.", "The talks, he said, will resume."."""
        doc = self.doc
        if verb.base not in _TRAILERS or verb.form == "ing":
            return None
        after = v + 1
        mention: Range | None = None
        comma = -1
        if doc.low[v - 1] == "," and v > lo and after < hi and (inverted := noun_phrase_right(doc, after, hi)):
            if inverted[1] >= hi or doc.low[inverted[1]] in (".", ",", ";"):
                mention, comma, after = inverted, v - 1, inverted[1]
        if mention is None:
            mention = subject_of(doc, group, lo)
            if mention is None or mention[0] <= lo or doc.low[mention[0] - 1] not in (",", "–", "—"):
                return None
            comma = mention[0] - 1
            if after < hi and not self._tail(after, hi):
                return None
        start = self._front(lo)
        if comma - start < 3 or not any(is_finite(doc, k) or doc.low[k].endswith("s") for k in range(start, comma)):
            return None
        parts = [doc.span(start, comma)]
        if after < hi and doc.low[after] == "," and hi - after > 3 and not self._new_clause(after + 1, hi):
            end = clause_end(doc, after + 1, hi)
            if end > after + 1:
                parts.append(doc.span(after + 1, end))
        return Draft(parts, (group, v + 1), mention, "indirect", verb.cue_class, v, "trailing", "trailing", verb.base)

    def _tail(self, i: int, hi: int) -> bool:
        doc = self.doc
        word = doc.low[i]
        if word in (".", ",", ";", "?", "!") or is_time(word):
            return True
        return word in (
            "in",
            "at",
            "on",
            "during",
            "after",
            "of",
            "when",
            "while",
            "as",
            "last",
            "this",
            "to",
            "via",
        ) or is_adverb(word)

    def _new_clause(self, i: int, hi: int) -> bool:
        doc = self.doc
        return i < hi and (
            doc.low[i].endswith("ing")
            or (
                doc.low[i] in ("a", "who", "the", "citing")
                and not any(is_finite(doc, k) for k in range(i, min(hi, i + 12)))
            )
        )

    def _front(self, lo: int) -> int:
        doc = self.doc
        i = self._after_dateline(lo)
        while (
            doc.low[i] in _OPENERS
            or (is_adverb(doc.low[i]) and doc.low[i + 1] == ",")
            or (not doc.low[i][0].isalnum() and doc.quote[i] < 0)
        ):
            i += 1
            if i + 1 >= len(doc):
                return lo
        return i

    def _after_dateline(self, lo: int) -> int:
        """Pass over "HARWICK, 12 May 2026 (Northern Wire) - " at the head of a paragraph."""
        doc = self.doc
        first, last = doc.paragraphs[doc.paragraph[lo]]
        if lo != first or not doc.words(lo, lo + 1).isupper() or len(doc.low[lo]) < 3:
            return lo
        for k in range(lo, min(last - 1, lo + 18)):
            if doc.low[k] in ("-", "—", "–", "--"):
                return k + 1
        return lo

    def _according(self, lo: int, hi: int) -> None:
        doc = self.doc
        for k in range(lo, hi - 2):
            if doc.low[k] != "according" or doc.low[k + 1] != "to" or doc.quote[k] >= 0:
                continue
            leads = k == lo or doc.low[k - 1] in ("but", "and")
            mention = noun_phrase_right(doc, k + 2, hi, closed=leads)
            if mention is None:
                continue
            parts: list[Span] = []
            if leads:
                start = mention[1]
                while start < hi and doc.low[start] != ",":
                    start += 1
                start += 1
                if start < hi:
                    end = clause_end(doc, start, hi)
                    if end > start:
                        parts.append(doc.span(start, end))
            else:
                start = self._front(lo)
                end = k
                while (
                    end > start
                    and not doc.low[end - 1][0].isalnum()
                    and doc.quote[end - 1] < 0
                    and doc.low[end - 1] not in (")", "%")
                ):
                    end -= 1
                if end - start >= 3:
                    parts.append(doc.span(start, end))
            if not parts:
                continue
            draft = Draft(parts, (k, k + 2), mention, "indirect", "speech", k, "according", "according", "according")
            self.linker.used_cues.update((k, k + 1))
            self._keep(draft, set(self._quoted))
            return
