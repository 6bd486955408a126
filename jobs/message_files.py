"""Messages of the embedded mode as files that are whole or not there.

kombu's own writes a message where the worker looks for it, so a worker that looks in between finds
half a message, and dies of it.
"""

import logging
import uuid
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Puts whole files, and gets by the broken ones."""

    def _put(self, queue: Any, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        # They are taken in the order of their names.
        name = f"{monotonic_ns():020}_{uuid.uuid4()}.{queue}.msg"
        part = folder / f"{name}.part"
        try:
            part.write_bytes(dumps(payload).encode())
            part.replace(folder / name)
        except OSError as problem:
            raise ChannelError(f"Cannot add a message to {folder}") from problem

    def _get(self, queue: Any, timeout: Any = None) -> Any:
        try:
            return super()._get(queue)
        except ValueError:
            # As a power cut may leave one. The job that it was about is asked for again.
            logger.warning("A message that is not whole was thrown away")
            raise Empty from None


class Transport(filesystem.Transport):
    """The broker of the embedded mode."""

    Channel = Channel
