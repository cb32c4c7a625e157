"""Names as they stand in a text: runs of capitalised words, the title before them, and how they are compared."""

from dataclasses import dataclass

from sources.text.spans import Span

from .forenames import is_forename
from .lexicon import FEMALE, MALE, ORGANISATION_WORDS, PERSON_TITLES, word_set
from .tokens import Doc

PARTICLES = word_set("de van von bin al der den del di da la le du dos das el ibn ben abu ul zu zur ter af av ap mac")
SUFFIXES = word_set("jr sr ii iii iv")
# What stands behind a name and is none of it: honours, degrees, ranks of barristers.
_RANKS = word_set(
    """
    kc qc obe mbe cbe kbe dbe gbe kcb kcmg cmg gcmg cvo lvo mvo dso frs frse fba frcp frcs phd dphil esq mep msp llb llm
    bsc msc mba
    """
)
_RANKS_AFTER_FORENAMES = word_set("mp md sc td mla mlas rn cpa jd dds dvm")  # "the Harwick West MP" is nobody's name
NAMELESS = word_set(
    """
    the a an i he she they we it but and or in on at if when while after before as for with by from
    to this that these those his her its their my our your there here what why how who so not no yes
    then now also according new north south east west united states state city county street
    university act bill amendment monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december american british
    french german russian chinese iraqi syrian turkish iranian israeli italian european african
    asian republican democratic democrat conservative liberal labour christian muslim jewish islamic
    catholic mr mrs ms meanwhile however still yet even islamic white supreme twitter facebook
    although though since because during despite under until where which whether once like both
    indian japanese korean mexican canadian australian spanish polish ukrainian egyptian saudi
    nigerian kenyan brazilian dutch belgian swedish norwegian danish finnish irish scottish welsh
    english greek portuguese pakistani afghan green libertarian independent tory rival fellow
    speaking writing unlike asked told says said former retired late minutes two three four five six
    """
)
_NAMES_AS_WELL = word_set("mr mrs ms may bill april june august christian")
_MORE_TITLES = word_set(
    """
    senators sens representatives reps presidents ministers secretaries governors govs judges justices professors profs
    doctors drs messrs mesdames mps generals colonels councillors ambassadors detectives officers mayors
    ds di dci pc cllr supt insp det cpl
    """
)
TITLES = PERSON_TITLES | _MORE_TITLES
_TITLE_FORENAMES = FEMALE - {"judge"} | MALE  # "Dean", "Earl", "Grace": titles that are names as well


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of name tokens [a, b) with the title that stands before the name proper, which starts at ``name``."""

    a: int
    name: int
    b: int


def is_name_token(doc: Doc, i: int) -> bool:
    if doc.cap[i]:
        return True
    head, dash, rest = doc.text[doc.starts[i] : doc.ends[i]].partition("-")
    return bool(dash) and head in ("al", "el", "as", "ash", "an", "ad", "ul", "bin") and rest[:1].isupper()


def name_runs(doc: Doc) -> list[NameRun]:
    """All runs of name tokens in the text, in order; sentence-initial function words are left off."""
    runs: list[NameRun] = []
    i, n = 0, len(doc)
    while i < n:
        if not is_name_token(doc, i) or not doc.low[i][0].isalpha():
            i += 1
            continue
        j = run_end(doc, i, n)
        a = i
        while a < j and doc.low[a] in NAMELESS and not (doc.low[a] in _NAMES_AS_WELL and a + 1 < j):
            a += 1
        opens = a + 1 < j and a == doc.sentences[doc.sentence[a]][0] and not is_forename(doc.low[a])
        if opens and doc.low[a].endswith(("ing", "ed")):
            a += is_forename(doc.low[a + 1]) or j - a > 2  # "Sentencing Corin Applethwaite, the judge said"
        if opens and doc.low[a] in ("will", "may", "can") and _asks(doc, a):
            a += 1  # "Will Sanders win?"
        while a < j and doc.low[a] == ".":
            a += 1
        if a < j:
            runs.append(split_title(doc, a, j))
        i = j
    return runs


def _asks(doc: Doc, a: int) -> bool:
    """Whether the sentence that begins at ``a`` is a question."""
    last = doc.sentences[doc.sentence[a]][1]
    return any(doc.low[k] == "?" for k in range(a, min(last, a + 60)))


def run_end(doc: Doc, i: int, n: int) -> int:
    """End of the run of name tokens that starts at ``i``; titles' full stops, initials and particles belong to it."""
    j = i + 1
    while j < n and doc.paragraph[j] == doc.paragraph[i]:
        if doc.low[j - 1].endswith(("'s", "s'")):
            break
        if is_name_token(doc, j) and doc.quote[j] == doc.quote[j - 1]:
            if doc.sentence[j] != doc.sentence[j - 1]:
                break
            j += 1
        elif (
            doc.low[j] == "."
            and j + 1 < n
            and doc.ends[j - 1] == doc.starts[j]
            and doc.sentence[j] == doc.sentence[j + 1]
        ):
            if not (is_name_token(doc, j + 1) and (len(doc.low[j - 1]) == 1 or doc.low[j - 1] in TITLES)):
                break
            j += 1
        elif doc.low[j] in PARTICLES and j + 1 < n and (is_name_token(doc, j + 1) or doc.low[j + 1] in PARTICLES):
            j += 1
        else:
            break
    while j > i + 1 and ((doc.low[j - 1] in PARTICLES and not doc.cap[j - 1]) or doc.low[j - 1] == "."):
        j -= 1
    return j


def split_title(doc: Doc, a: int, b: int) -> NameRun:
    """Tell the title from the name in a run: "Russian Foreign Minister | Sergei Lavrov", "Republican | Ann Lee"."""
    name = a
    for k in range(a, name_end(doc, a, b) - 1):
        word = doc.low[k]
        if word in TITLES and word not in _TITLE_FORENAMES:
            name = k + 1
    while name < b - 1 and not doc.low[name][0].isalpha():
        name += 1
    while name < b - 2 and doc.low[name] in NAMELESS and doc.low[name] not in _NAMES_AS_WELL:
        name += 1
    while (
        name < b - 2
        and _bodies_first(doc.low[name])
        and is_name_token(doc, name + 1)
        and doc.low[b - 1] not in ORGANISATION_WORDS
    ):
        name += 1
    return NameRun(a, name, b)


def _bodies_first(word: str) -> bool:
    """Whether a word before a name is none of it: "House Newt Gingrich" after "Speaker of the"."""
    return word in ORGANISATION_WORDS and word not in FEMALE and word not in MALE


def title_start(doc: Doc, run: NameRun) -> int:
    """The token where the title before a name begins, titles in small letters and "secretary of state" included."""
    a = run.a
    while a > 0 and run.a - a < 6 and doc.quote[a - 1] == doc.quote[run.a]:
        word = doc.low[a - 1]
        if word in TITLES or (word == "." and a > 1 and doc.low[a - 2] in TITLES):
            a -= 1
        elif word in ("state", "defense", "defence") and a > 2 and doc.low[a - 2 : a] == ["of", word]:
            a -= 3 if doc.low[a - 3] in TITLES else 0
            break
        else:
            break
    return a


def name_end(doc: Doc, a: int, b: int) -> int:
    """Where a name ends before the honours behind it: "Leander Hume | KC", "Dr Ann Lee | OBE MP"."""
    end = b
    while end > a + 1:
        k = end - 1
        word = doc.low[k].removesuffix("'s").replace(".", "")
        written = doc.text[doc.starts[k] : doc.ends[k]].replace(".", "")
        shown = written[:2].isupper() or word in ("phd", "dphil", "esq", "bsc", "msc")
        if not (shown and (word in _RANKS or (word in _RANKS_AFTER_FORENAMES and _forename_opens(doc, a, k)))):
            break
        end = k
    if end < b and any(doc.low[k] in NAMELESS and doc.low[k] not in _NAMES_AS_WELL for k in range(a, end)):
        return b
    return end


def _forename_opens(doc: Doc, a: int, k: int) -> bool:
    """Whether a person's name in small letters but its first stands at [a, k): "Ann Lee" before "MP"."""
    first = next((j for j in range(a, k) if doc.low[j] not in TITLES and doc.low[j][0].isalpha()), k)
    titled = first > a or (a > 0 and doc.low[a - 1] in TITLES)
    return first < k and (titled or (k - first > 1 and is_forename(doc.low[first])))


def without_ranks(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name that the layout gives, without honours behind: "ann lee mp" is "ann lee"."""
    end = len(words)
    while end > 1 and (words[end - 1] in _RANKS or (end > 2 and words[end - 1] in _RANKS_AFTER_FORENAMES)):
        end -= 1
    return words[:end]


def only_rank(doc: Doc, a: int, b: int) -> bool:
    """Whether nothing but an honour stands at [a, b): the "KC" of "Leander Hume, KC,"."""
    return b - a == 1 and doc.low[a].replace(".", "") in _RANKS | _RANKS_AFTER_FORENAMES


def bare_words(doc: Doc, a: int, b: int) -> tuple[str, ...]:
    """The words of a name in lower case, without a possessive ending, full stops, "Jr." or "KC"."""
    out = []
    for k in range(a, name_end(doc, a, b)):
        word = doc.low[k]
        if word[0].isalnum():
            out.append(word[:-2] if word.endswith("'s") else word.rstrip("."))
    while len(out) > 1 and out[-1] in SUFFIXES:
        out.pop()
    return tuple(out)


def name_span(doc: Doc, a: int, b: int) -> Span:
    b = name_end(doc, a, b)
    start, end = doc.starts[a], doc.ends[b - 1]
    if doc.low[b - 1].endswith("'s"):
        end -= 2
    elif b < len(doc) and doc.low[b - 1] in ("jr", "sr") and doc.low[b] == "." and doc.starts[b] == end:
        end += 1
    return Span(start, end)


def flat(text: str) -> str:
    """A stretch of text with its line ends and runs of spaces made single spaces."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """A name as it is shown: on one line, and "Lund" where the text shouts "LUND"."""
    name = flat(text)
    return name.title() if name.isupper() and sum(c.isalpha() for c in name) > 3 else name
