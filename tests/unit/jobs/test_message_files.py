"""Messages in files: whole, or not there."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu.connection import Connection
from kombu.exceptions import ChannelError

from config.celery import app
from jobs import message_files

QUEUE = "celery"


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Any]:
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    options = {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
    }
    assert app.main
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.default_channel


def test_the_worker_takes_its_messages_so(channel: Any) -> None:
    assert isinstance(channel, message_files.Channel)


def test_messages_come_out_whole_and_in_their_order(channel: Any) -> None:
    for number in range(3):
        channel._put(QUEUE, {"number": number})
    assert channel._size(QUEUE) == 3
    assert [channel._get(QUEUE)["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get(QUEUE)


def test_nobody_finds_a_message_while_it_is_written(
    channel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    write_bytes = Path.write_bytes

    def slowly(path: Path, content: bytes) -> int:
        written = write_bytes(path, content[:1])
        with pytest.raises(Empty):
            channel._get(QUEUE)
        seen.append(written)
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    channel._put(QUEUE, {"number": 1})
    assert seen == [1]
    assert channel._get(QUEUE) == {"number": 1}


@pytest.mark.parametrize("left", [b"", b'{"body": "ab'])
def test_half_a_message_is_thrown_away_and_the_next_one_comes(channel: Any, left: bytes) -> None:
    Path(channel.data_folder_in, f"{0:020}_torn.{QUEUE}.msg").write_bytes(left)
    channel._put(QUEUE, {"number": 1})
    with pytest.raises(Empty):
        channel._get(QUEUE)
    assert channel._get(QUEUE) == {"number": 1}


def test_a_folder_that_cannot_be_written_is_an_error_of_the_channel(channel: Any) -> None:
    channel.data_folder_out = "/nowhere/at/all"
    with pytest.raises(ChannelError):
        channel._put(QUEUE, {})
