"""What the engine answers with: attributions as spans of the text, with how each was understood.

The words are those of PARC and PolNeAR: an attribution joins a *content* (what is said), a *cue* (the words that
tell that it is said) and a *mention* (the words that name the speaker; PolNeAR calls them the source).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, get_args

from sources.text.spans import Span

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

Kind = Literal["direct", "mixed", "indirect"]
CueClass = Literal["speech", "thought", "attitude", "document", "none"]
CUE_CLASSES: Final[tuple[str, ...]] = get_args(CueClass)
SpeakerKind = Literal["person", "organisation", "group", "anonymous", "unknown"]
Precision = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """A speaker as resolved within this one text.

    ``name`` is the full name without its title; ``evidence`` is where that name stands, if it stands anywhere.
    ``on_behalf_of`` names the principal of a spokesperson.
    """

    name: str
    kind: SpeakerKind
    title: str | None
    evidence: Span | None
    how: str
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When it was said: the first day of the stated period, how exact that is, and the words it was read from."""

    date: date
    precision: Precision
    span: Span


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet through which the words reached this article, and the words that name it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement by one speaker (or several together).

    All spans point into the text given to ``extract``. ``alternatives`` holds the candidates of a tie; then
    ``speakers`` is empty. ``confidence`` is the probability that content and mention are right; of whom the mention
    means, ``speakers``, ``alternatives`` and ``reasons`` (sentences for an editor) tell.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    mention: tuple[Span, ...]
    kind: Kind
    cue_class: CueClass
    speakers: tuple[SpeakerGuess, ...]
    alternatives: tuple[str, ...]
    confidence: float
    reasons: tuple[str, ...]
    said_on: SaidOn | None
    relayed_by: tuple[Relay, ...]
    occasion: Span | None = None


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Which engine, exactly: two engines with one fingerprint give the same answer to the same text."""

    name: str
    version: str
    parameters: Mapping[str, Json] = field(default_factory=dict)
    model_sha256: str | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of the canonical JSON of name, version, parameters and model hash."""
        identity = {
            "name": self.name,
            "version": self.version,
            "parameters": dict(self.parameters),
            "model_sha256": self.model_sha256,
        }
        canonical = json.dumps(identity, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
