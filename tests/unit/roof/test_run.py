"""The port of `make run`."""

import socket

import pytest

from tracker.run import CannotRun, _port


@pytest.mark.parametrize("given", ["70000", "0", "-1", "80a", "9" * 5000])
def test_a_port_that_is_none_is_refused_in_words(given: str) -> None:
    with pytest.raises(CannotRun, match="give a number from 1 to 65535"):
        _port({"PORT": given})


def test_a_taken_port_is_refused_and_the_usual_one_gives_way() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"Port {port} is taken"):
            _port({"PORT": str(port)})
    assert _port({"PORT": str(port)}) == port
    assert 1 <= _port({}) <= 65535
