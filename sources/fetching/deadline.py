"""One deadline for a whole fetch, kept also against a server that sends a byte at a time."""

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from sources.text.refusals import Refusal


class Deadline:
    """Counts down from ``timeout_s`` seconds; ``left`` raises Refusal ``fetch-timeout`` when they are over."""

    def __init__(self, host: str, timeout_s: float) -> None:
        self._host = host
        self._timeout_s = timeout_s
        self._end = time.monotonic() + timeout_s

    def left(self) -> float:
        """Return the seconds that are left, more than 0. Raises Refusal ``fetch-timeout``."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.refusal()
        return left

    def refusal(self) -> Refusal:
        """Return the refusal that says that the time is over."""
        return Refusal(
            "fetch-timeout",
            f"{self._host} took longer than {self._timeout_s:g} seconds to send the page. Try again later, or save the "
            "page and upload the file.",
        )

    @contextlib.contextmanager
    def over(self, connection: socket.socket) -> Iterator[None]:
        """Cut ``connection`` at the deadline.

        A socket's own timeout starts anew with every byte; shutting the socket down ends whatever waits on it.
        """

        def cut() -> None:
            with contextlib.suppress(OSError):  # it is closed already
                connection.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.left(), cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        self.left()


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of ``host``. Raises OSError."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def resolve_before(
    deadline: Deadline, resolver: Callable[[str, int], Sequence[str]], host: str, port: int
) -> Sequence[str]:
    """Call ``resolver`` in a thread of its own, since the system's has no timeout.

    Raises Refusal: ``fetch-no-address``, ``fetch-timeout``.
    """
    answers: queue.Queue[Sequence[str] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise deadline.refusal() from None
    if isinstance(answer, OSError):
        raise Refusal("fetch-no-address", f"The name {host} was not found. Check the spelling of the address.")
    return answer
