"""The slow line of the browser tests: it stops where it says, and changes nothing else."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests import slow_line

HEAD, BODY = b"HTTP/1.1 200 OK\r\n\r\n<head></head>", b"<body><main>One"
PAGE = HEAD + BODY + b"</main></body>"


@pytest.fixture
def application() -> Iterator[str]:
    """The address of somebody who answers one question with the page."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)

        def answer() -> None:
            visitor, _ = door.accept()
            with visitor:
                assert visitor.recv(100) == b"GET"
                visitor.sendall(PAGE)

        answering = threading.Thread(target=answer)
        answering.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        answering.join()


def asked(url: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=10)
    line.sendall(b"GET")
    return line


def test_without_being_asked_for_there_is_none(
    application: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(slow_line.VARIABLE, raising=False)
    with slow_line.in_front_of(application) as url:
        assert url == application
        asked(url).close()


def test_a_page_stops_before_its_body_and_before_its_end(
    application: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops, goes_on = threading.Semaphore(0), threading.Semaphore(0)

    def stop(seconds: float) -> None:
        assert seconds == 0.5
        stops.release()
        goes_on.acquire()

    monkeypatch.setenv(slow_line.VARIABLE, "0.5")
    monkeypatch.setattr(slow_line, "sleep", stop)
    with slow_line.in_front_of(application) as url, asked(url) as line:
        for piece in (HEAD, BODY):
            assert stops.acquire(timeout=10)
            assert line.recv(100) == piece
            goes_on.release()
        rest = b""
        while part := line.recv(100):
            rest += part
        assert HEAD + BODY + rest == PAGE
    with pytest.raises(OSError, match="refused"):
        asked(url)
