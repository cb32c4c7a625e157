"""The one error with which the pure rooms turn input away."""


class Refusal(ValueError):
    """Input that cannot become a capture, with the reason in words that an editor can act on.

    ``code`` is a stable slug for programs and rows (``not-utf8``); ``message`` is one or two plain sentences
    that say what is wrong and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["Refusal"], tuple[str, str]]:
        """Let a refusal cross a process border whole; the default would lose the code."""
        return type(self), (self.code, self.message)
