"""Many clients at one HTTP server of this machine, and how fast it answers them.

The clients share two cores with the server, so one thread serves all of them: it waits in one system call for whichever
answer comes first, and takes an answer apart no further than to find its end.
"""

import gc
import select
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
AT_ONCE = 262_144  # bytes
CHUNKED = -1  # the length of an answer that says no length before its end

# What a client asks next: it is given the body of its last answer (empty before the first) and returns a request, as
# `request` makes them, or None when it has nothing more to ask.
Next = Callable[[bytes], bytes | None]


@dataclass(frozen=True)
class Load:
    """What came of a run: ``taken`` are the seconds of each good answer, shortest first; ``faults`` counts all others.

    A request's time begins before the connection is made, where it needs a new one, and ends with the last byte.
    """

    clients: int
    seconds: float
    taken: Sequence[float]
    faults: Mapping[str, int]
    example: str
    client_cpu: float

    @property
    def rate(self) -> float:
        """Good answers a second, over all clients."""
        return len(self.taken) / self.seconds

    def ms(self, percent: float) -> float:
        """Return the milliseconds within which ``percent`` of the good answers were there; 0 where there was none."""
        last = len(self.taken) - 1
        return self.taken[min(last, int(len(self.taken) * percent / 100))] * 1000 if self.taken else 0.0

    def __str__(self) -> str:
        times = ", ".join(f"p{percent} {self.ms(percent):.2f} ms" for percent in (50, 95, 99))
        wrong = f"; FAULTS {dict(self.faults)}, such as {self.example}" if self.faults else ""
        return f"{self.rate:.1f}/s at {self.clients}: {times}; client {self.client_cpu:.0%} of a core{wrong}"


def request(method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> bytes:
    """Return a whole HTTP/1.1 request as it goes over the wire; host and length of ``body`` are added."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body or method not in {"GET", "HEAD"}:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def one_after_another(requests: Iterable[bytes]) -> Next:
    """Return a client that asks ``requests`` in their order, whatever the answers are, and then ends."""
    left = iter(requests)
    return lambda _body: next(left, None)


def drive(port: int, clients: Sequence[Next], *, seconds: float, warm: int = 20) -> Load:
    """Let every client ask again as soon as it has its answer, for ``seconds``, after ``warm`` requests each.

    The times of the warm-up do not count, its faults do. A fault is every answer but 2xx, and every connection that
    broke; it stops nobody. Raises TimeoutError where the server does not answer at all.
    """
    crowd = _Crowd(port, clients)
    try:
        crowd.ask(most=warm)
        crowd.taken.clear()
        gc.collect()
        gc.disable()  # the benchmark's own heap is large: collecting it would be taken for the server's time
        cpu, began = time.process_time(), time.perf_counter()
        crowd.ask(until=began + seconds)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    finally:
        gc.enable()
        crowd.hang_up()
    return Load(len(clients), wall, sorted(crowd.taken), dict(crowd.faults), crowd.example, cpu / wall)


class _Crowd:
    """All clients of a run, and what their answers came to."""

    def __init__(self, port: int, clients: Sequence[Next]) -> None:
        self.poll = select.poll()
        self.open: dict[int, _Line] = {}
        self.lines = [_Line(port, ask, self) for ask in clients]
        self.taken: list[float] = []
        self.faults: Counter[str] = Counter()
        self.example = ""

    def ask(self, *, until: float = float("inf"), most: int = 1_000_000_000) -> None:
        """Keep everyone asking until ``until`` (perf_counter), or ``most`` times each; wait for the last answers."""
        left = dict.fromkeys(self.lines, most)

        def asked(line: _Line) -> bool:
            while left[line] and time.perf_counter() < until:
                left[line] -= 1
                try:
                    return line.ask_next()
                except OSError as error:
                    self.broken(line, error)
            return False

        waiting = sum(asked(line) for line in self.lines)
        while waiting:
            ready = self.poll.poll(PATIENCE_SECONDS * 1000)
            if not ready:
                raise TimeoutError(f"The server left {waiting} requests unanswered for {PATIENCE_SECONDS} seconds.")
            for number, _event in ready:
                line = self.open[number]
                try:
                    if not line.read():
                        continue
                    self.count(line)
                except OSError as error:
                    self.broken(line, error)
                waiting += asked(line) - 1

    def count(self, line: "_Line") -> None:
        """Take down a whole answer."""
        taken = time.perf_counter() - line.began
        status = line.finish()
        if status.startswith(b"2"):
            self.taken.append(taken)
        else:
            self.fault(status.decode("latin-1"), line.body)

    def broken(self, line: "_Line", error: OSError) -> None:
        """Take down that a connection broke."""
        line.hang_up()
        self.fault(type(error).__name__, str(error).encode())

    def fault(self, kind: str, said: bytes) -> None:
        """Count a fault, and keep the first to be shown."""
        self.faults[kind] += 1
        self.example = self.example or f"{kind}: {said[:300]!r}"

    def hang_up(self) -> None:
        """Close every connection."""
        for line in self.lines:
            line.hang_up()


@dataclass(eq=False)
class _Line:
    """One client: a connection, made anew whenever the server has closed it, and the answer that is coming in."""

    port: int
    next: Next
    crowd: _Crowd
    body: bytes = b""
    began: float = 0.0
    _socket: socket.socket | None = None
    _kept: bool = False
    _asked: bytes = b""
    _came: bytes = field(default=b"", repr=False)
    _length: int = 0  # of the whole answer; 0 while unknown

    def ask_next(self) -> bool:
        """Ask the next question; false when there is none. Raises OSError where the server takes no connection."""
        question = self.next(self.body)
        if question is None:
            return False
        self._asked, self.began = question, time.perf_counter()
        self._send()
        return True

    def _send(self) -> None:
        self._came, self._length, self._kept = b"", 0, self._socket is not None
        if self._socket is None:
            self._socket = socket.create_connection((HOST, self.port))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.crowd.poll.register(self._socket, select.POLLIN)
            self.crowd.open[self._socket.fileno()] = self
        try:
            self._socket.sendall(self._asked)
        except ConnectionError:
            self._send_anew()

    def _send_anew(self) -> None:
        """Ask over a new connection: a server may close one that it kept, at any moment. Raises on a fresh one."""
        kept = self._kept and not self._came
        self.hang_up()
        if not kept:
            raise ConnectionResetError("the server closed the connection before its answer was whole")
        self._send()

    def read(self) -> bool:
        """Read what has come; true when the answer is whole. Raises OSError where the server broke off."""
        assert self._socket is not None
        try:
            more = self._socket.recv(AT_ONCE)
        except ConnectionError:
            more = b""
        if not more:
            if self._length == 0 and b"\r\n\r\n" in self._came:  # no length was said: it ends with the connection
                return True
            self._send_anew()
            return False
        self._came += more
        if not self._length:
            self._length = _length_of(self._came)
        if self._length == CHUNKED:
            return self._came.endswith(b"\r\n0\r\n\r\n")
        return 0 < self._length <= len(self._came)

    def finish(self) -> bytes:
        """Return the status, such as b"200"; keep the body, and the connection where the server keeps it."""
        head, _, self.body = self._came.partition(b"\r\n\r\n")
        if not self._length or b"\r\nconnection: close" in head.lower():
            self.hang_up()
        return head[9:12]

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self._socket is not None:
            self.crowd.poll.unregister(self._socket)
            del self.crowd.open[self._socket.fileno()]
            self._socket.close()
            self._socket = None


def _length_of(came: bytes) -> int:
    """Return the length of the whole answer, head included; 0 where it is not known (yet)."""
    end = came.find(b"\r\n\r\n")
    if end < 0:
        return 0
    head = came[:end].lower()
    at = head.find(b"\r\ncontent-length:")
    if at >= 0:
        return end + 4 + int(head[at + 17 :].split(b"\r\n", 1)[0])
    if b"\r\ntransfer-encoding: chunked" in head:
        return CHUNKED
    return end + 4 if came[9:12] in {b"204", b"304"} else 0
