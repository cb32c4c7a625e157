"""The learned engine's way to drafts: the rules first, then the tagger that reads their answer with the text."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from claims.extraction.attribution import EngineIdentity
from claims.extraction.drafts import Draft
from claims.extraction.progress import Progress, between, untold
from claims.extraction.rules import VERSION as RULES_VERSION
from claims.extraction.rules import find_drafts
from claims.extraction.tokens import Doc

from . import weights
from .confidence import Features, Logistic, of_found, of_ruled
from .drafts import draft_of, words_of_quotations
from .finding import Finder, Settings
from .merging import BY_LAYOUT, Partners, complete, merged
from .pieces import Reader
from .tagger import Tagger

VERSION = "2.0"
_RULED = 0.02  # the rules' share of the time
Scored = tuple[Draft, Features]


@dataclass(frozen=True, slots=True)
class _Loaded:
    finder: Finder
    by_tagger: Logistic
    by_rules: Logistic


class LearnedFinder:
    """Finds drafts with the weights of ``folder``, which are loaded and verified when first needed."""

    def __init__(
        self,
        folder: Path = weights.FOLDER,
        settings: Settings | None = None,
        load: Callable[[bytes, bytes], Tagger] = Tagger,
    ) -> None:
        self.folder = folder
        self.settings = settings or Settings()
        self._load = load
        self._sums = weights.sums(folder)  # those that the identity names: what is loaded later must match them
        self._lock = Lock()
        self._loaded: _Loaded | None = None

    @property
    def identity(self) -> EngineIdentity:
        """Name, version, the rules' version, settings and the hash of the weights."""
        parameters = {"language": "en", "rules": RULES_VERSION, **asdict(self.settings)}
        return EngineIdentity("on-record-tagger", VERSION, parameters, weights.sha256(self._sums))

    def _ready(self) -> "_Loaded":
        with self._lock:
            if self._loaded is None:
                files = weights.load(self.folder, self._sums)
                tagger = self._load(files["tagger.onnx"], files["look.onnx"])
                finder = Finder(Reader(files["pieces.json"]), tagger, self.settings)
                table = json.loads(files["calibration.json"])
                self._loaded = _Loaded(finder, Logistic.read(table["tagger"]), Logistic.read(table["rules"]))
            return self._loaded

    def drafts(self, doc: Doc, progress: Progress = untold) -> list[Draft]:
        """Every statement of ``doc`` in reading order. Raises SpoiledWeights where the files were changed."""
        learned, ruled = self.scored(doc, progress)
        loaded = self._ready()
        for draft, features in learned:
            draft.confidence = loaded.by_tagger.of(features)
        for draft, features in ruled:
            if draft.how not in BY_LAYOUT:
                draft.confidence = loaded.by_rules.of(features)
        return merged(doc, [d for d, _ in learned], [d for d, _ in ruled], self.settings.floor)

    def scored(self, doc: Doc, progress: Progress = untold) -> tuple[list[Scored], list[Scored]]:
        """What the tagger finds in ``doc`` and what the rules find, each with what its confidence is read from."""
        ruled = find_drafts(doc, between(progress, 0, _RULED))
        found, view = self._ready().finder.find(doc, between(progress, _RULED, 1))
        partners = Partners(ruled)
        counts = words_of_quotations(doc)
        learned: list[Scored] = []
        for each in found:
            draft = draft_of(doc, each, counts)
            if draft is not None:
                partner = partners.of_cue(draft)
                complete(doc, draft, partner or partners.of_quotation(draft))
                learned.append((draft, of_found(draft, partner)))
        return learned, [(draft, of_ruled(doc, draft, view)) for draft in ruled]
