"""A slow line between browser and application, which shows tests that read a page too early.

A browser's click is done when the new page begins to arrive. On a machine that is busy the rest of
it may take a while, and what a test then reads once is not there yet. With PM_SLOW_LINE=0.4 every
page stops for so many seconds before its body and again before its end:

    PM_SLOW_LINE=0.4 .venv/bin/python -m pytest tests/browser
"""

import contextlib
import os
import re
import socket
import threading
from collections.abc import Iterator
from time import sleep
from urllib.parse import urlsplit

VARIABLE = "PM_SLOW_LINE"
# Where a page stops: nothing of it is there to be read, then all but what follows its main part.
STOPS = re.compile(rb"(?=<body\b|</main>)")


@contextlib.contextmanager
def in_front_of(url: str) -> Iterator[str]:
    """The address of a slow line to this one, or this one itself where none is asked for."""
    seconds = float(os.environ.get(VARIABLE, "0"))
    if not seconds:
        yield url
        return
    parts = urlsplit(url)
    to = (parts.hostname or "", parts.port or 80)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as door:
        threading.Thread(target=_let_in, args=(door, to, seconds), daemon=True).start()
        try:
            yield f"{parts.scheme}://127.0.0.1:{door.getsockname()[1]}"
        finally:
            # Closing alone does not wake the thread that waits for the next one to come.
            door.shutdown(socket.SHUT_RDWR)


def _let_in(door: socket.socket, to: tuple[str, int], seconds: float) -> None:
    while True:
        try:
            browser, _ = door.accept()
        except OSError:  # the door is closed
            return
        threading.Thread(target=_connect, args=(browser, to, seconds), daemon=True).start()


def _connect(browser: socket.socket, to: tuple[str, int], seconds: float) -> None:
    """Carry both ways until either end has had enough."""
    # An application that is not there ends the connection, as it would without the line.
    with browser, contextlib.suppress(OSError), socket.create_connection(to) as application:
        back = threading.Thread(target=_carry, args=(application, browser, seconds), daemon=True)
        back.start()
        _carry(browser, application, 0.0)
        back.join()


def _carry(come_from: socket.socket, go_to: socket.socket, seconds: float) -> None:
    with contextlib.suppress(OSError):
        while part := come_from.recv(65536):
            # A stop that happens to lie where two parts meet is passed without stopping.
            first, *rest = STOPS.split(part) if seconds else [part]
            go_to.sendall(first)
            for piece in rest:
                sleep(seconds)
                go_to.sendall(piece)
    for end in (come_from, go_to):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
