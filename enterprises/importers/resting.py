"""Work that makes many objects and lets go of none until its end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile.

    Of a list of ten thousand rows everything is kept until the end, so there is none to find; but
    looking for it again and again took a third of the time.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
