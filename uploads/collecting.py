"""Work on a long list without the garbage collector going through all of it again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Keep Python from looking for circles among objects; what nothing refers to is freed as ever.

    A check holds a million small objects till its end. Each time some more are made, the collector
    goes through all of them and finds nothing: a seventh of the time that a long list takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
