"""The extraction engine: text in, attributed statements with offsets out. Pure Python, no Django."""

from .attribution import Attribution, EngineIdentity, Relay, SaidOn, SpeakerGuess
from .engine import ENGINE, extract

__all__ = ["ENGINE", "Attribution", "EngineIdentity", "Relay", "SaidOn", "SpeakerGuess", "extract"]
