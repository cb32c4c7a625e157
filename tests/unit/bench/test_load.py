"""The load client: every shape of an answer, connections kept and lost, faults counted, times that can be right."""

import itertools
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from tests.bench.load import HOST, Load, Next, drive, one_after_another, request

OK = b"HTTP/1.1 200 OK\r\n"
LENGTH = OK + b"Content-Length: 5\r\n\r\nhello"
CLOSED = OK + b"Content-Length: 5\r\nConnection: close\r\n\r\nhello"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
UNTIL_CLOSED = OK + b"\r\nhello"
NOTHING = b"HTTP/1.1 204 No Content\r\n\r\n"
GONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope"
BROKEN = OK + b"Content-Length: 50\r\n\r\nhello"

Answering = Callable[[bytes], bytes]


class Server(ThreadingTCPServer):
    """Answers whole requests with prepared bytes, and ends the connection after every ``keeps`` of them."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answering, keeps: int, pause: float) -> None:
        self.answer, self.keeps, self.pause = answer, keeps, pause
        self.connections = 0
        self.came: list[bytes] = []
        super().__init__((HOST, 0), Handler)


class Handler(StreamRequestHandler):
    """One connection."""

    server: Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.server.connections += 1
        for _ in range(self.server.keeps):
            head = b"".join(iter(self.rfile.readline, b"\r\n"))
            if not head:
                return
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
            asked = head + b"\r\n" + self.rfile.read(length)
            self.server.came.append(asked)
            time.sleep(self.server.pause)
            answer = self.server.answer(asked)
            # In two pieces, as servers do it.
            self.wfile.write(answer[:30])
            self.wfile.write(answer[30:])


@contextmanager
def serving(answer: Answering, *, keeps: int = 1_000_000, pause: float = 0.0) -> Iterator[Server]:
    with Server(answer, keeps, pause) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def load(server: Server, *clients: Next, seconds: float = 5, warm: int = 0) -> Load:
    return drive(server.server_address[1], clients, seconds=seconds, warm=warm)


def asking(times: int) -> Next:
    return one_after_another([request("GET", "/")] * times)


@pytest.mark.parametrize("answer", [LENGTH, CHUNKED, NOTHING])
def test_an_answer_that_tells_its_end_keeps_the_connection(answer: bytes) -> None:
    with serving(lambda _asked: answer) as server:
        found = load(server, asking(10), asking(10))
    assert (len(found.taken), dict(found.faults), server.connections) == (20, {}, 2)


@pytest.mark.parametrize("answer", [CLOSED, UNTIL_CLOSED])
def test_a_connection_that_the_server_closes_is_made_anew(answer: bytes) -> None:
    with serving(lambda _asked: answer, keeps=1) as server:
        found = load(server, asking(10))
    assert (len(found.taken), dict(found.faults), server.connections) == (10, {}, 10)


def test_a_connection_lost_between_two_requests_is_nobodys_fault() -> None:
    with serving(lambda _asked: LENGTH, keeps=3) as server:
        found = load(server, asking(9))
    assert (len(found.taken), dict(found.faults), server.connections) == (9, {}, 3)


def test_whatever_is_no_success_is_a_fault_and_shown() -> None:
    answers = itertools.cycle([LENGTH, GONE])
    with serving(lambda _asked: next(answers)) as server:
        found = load(server, asking(10))
    assert (len(found.taken), dict(found.faults)) == (5, {"404": 5})
    assert found.example == "404: b'nope'"
    assert "FAULTS {'404': 5}" in str(found)


def test_an_answer_that_breaks_off_is_a_fault() -> None:
    with serving(lambda _asked: BROKEN, keeps=1) as server:
        found = load(server, asking(3))
    assert (len(found.taken), dict(found.faults)) == (0, {"ConnectionResetError": 3})
    assert (found.rate, found.ms(50)) == (0, 0)


def test_a_server_that_is_not_there_is_a_fault() -> None:
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        found = drive(nobody.getsockname()[1], [asking(2)], seconds=5, warm=0)
    assert dict(found.faults) == {"ConnectionRefusedError": 2}


def test_faults_of_the_warm_up_are_told_and_its_times_are_not() -> None:
    answers = itertools.chain([GONE, LENGTH], itertools.repeat(LENGTH))
    with serving(lambda _asked: next(answers)) as server:
        found = load(server, asking(6), warm=2)
    assert (len(found.taken), dict(found.faults)) == (4, {"404": 1})


def test_a_client_hears_the_last_answer_before_it_asks_again() -> None:
    heard: list[bytes] = []

    def ask(body: bytes) -> bytes | None:
        heard.append(body)
        number = int(body or b"0") + 1
        return request("POST", "/next", {"X-Of": "test"}, b"%d" % number) if number < 4 else None

    def echo(asked: bytes) -> bytes:
        body = asked.partition(b"\r\n\r\n")[2]
        return OK + b"Content-Length: %d\r\n\r\n" % len(body) + body

    with serving(echo) as server:
        found = load(server, ask)
    assert heard == [b"", b"1", b"2", b"3"]
    assert len(found.taken) == 3
    assert server.came[0] == b"POST /next HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Of: test\r\nContent-Length: 1\r\n\r\n1"


def test_rate_and_latency_are_those_of_the_server() -> None:
    with serving(lambda _asked: LENGTH, pause=0.02) as server:
        found = load(server, *[asking(1_000)] * 4, seconds=0.5)
    assert found.taken == sorted(found.taken)
    assert 20 <= found.ms(50) < 60
    assert found.ms(50) <= found.ms(95) <= found.ms(99) <= found.ms(100)
    assert found.rate == pytest.approx(4 / found.ms(50) * 1000, rel=0.4)
    assert 0.5 <= found.seconds < 1


def test_percentiles_and_rate_come_from_the_good_answers() -> None:
    found = Load(1, 2.0, [0.001, 0.002, 0.003, 0.004], {"500": 3}, "500: b''", 0.1)
    assert [found.ms(percent) for percent in (0, 50, 99, 100)] == [1, 3, 4, 4]
    assert found.rate == 2
