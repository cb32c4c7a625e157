"""The shape in which the finders hand an attribution on, before its speaker, date and relay are worked out."""

from dataclasses import dataclass, field

from sources.text.spans import Span

from .attribution import CueClass, Kind

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in the making. ``cue`` and ``mention`` are token ranges, ``anchor`` the token it hangs on."""

    content: list[Span]
    cue: Range | None
    mention: Range | None
    kind: Kind
    cue_class: CueClass
    anchor: int
    how: str  # how the finder linked it: a key of confidence.BASE
    frame: str = ""
    base: str = ""  # base form of the reporting verb
    flags: list[str] = field(default_factory=list)
    quotations: list[int] = field(default_factory=list)
    named: str | None = None  # a speaker named by the layout
    scores: dict[str, float] = field(default_factory=dict)  # the tagger's, where it found the draft
    confidence: float | None = None  # measured; None where the way of linking tells it
    cue_span: Span | None = None  # exact, where a token holds more than the cue or the mention ("Holm's")
    mention_span: Span | None = None

    @property
    def start(self) -> int:
        return min(s.start for s in self.content)

    @property
    def end(self) -> int:
        return max(s.end for s in self.content)
