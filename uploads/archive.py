"""A zip archive judged by its directory, and unpacked no further than that said (pure).

Nothing is inflated before the sizes, names and places that the directory declares are within
limits; what is inflated then stops at its declared size. A workbook is such an archive.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from uploads import limits
from uploads.refusals import Refused

STARTS_WITH = b"PK\x03\x04"
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCAL_HEADER_SIZE = 30
_ENCRYPTED = 0x1 | 0x40
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What the standard library raises on directories and data that are damaged, on purpose or not.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose directory was found harmless. Names are as `key` gives them."""

    file: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        return key(name) in self.entries

    def read(self, name: str) -> bytes:
        """Unpack one entry. Raises Refused where it is not there, or is not what the directory
        says: longer, shorter, or with another checksum."""
        info = self.entries.get(key(name))
        if info is None:
            raise Refused("damaged")
        try:
            with self.file.open(info) as entry:
                content = entry.read(info.file_size + 1)
        except _DAMAGE:
            raise Refused("damaged") from None
        if len(content) != info.file_size:
            raise Refused("damaged")
        return content


def key(name: str) -> str:
    """Return the name by which an entry is found: without regard to case, as in a package."""
    return name.replace("\\", "/").lower()


def open_archive(content: bytes) -> Archive:
    """Read and judge the directory. Raises Refused."""
    # Each entry has this mark, so a directory with too many of them is not even read. A mark may
    # also turn up by chance in packed data: hence the second look below.
    if content.count(_ENTRY) > 2 * limits.MOST_PARTS:
        raise Refused("too_many_parts", limit=limits.MOST_PARTS)
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGE:
        raise Refused("damaged") from None
    infos = file.infolist()
    if len(infos) > limits.MOST_PARTS:
        raise Refused("too_many_parts", limit=limits.MOST_PARTS)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refused("holds.password")
    _check_sizes(infos, len(content))
    entries = {key(info.filename): info for info in infos}
    sound = (
        len(entries) == len(infos)
        and all(_is_inside(name) for name in entries)
        and all(info.compress_type in _METHODS for info in infos)
        and _is_nothing_else(content, file)
        and _are_apart(infos, file.start_dir)
    )
    if not sound:
        raise Refused("damaged")
    return Archive(file, entries)


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    too_large = unpacked > limits.MOST_UNPACKED_BYTES
    too_dense = (
        unpacked > limits.RATIO_COUNTS_FROM_BYTES and unpacked > packed * limits.MOST_UNPACKED_RATIO
    )
    if too_large or too_dense:
        raise Refused("too_large_unpacked", limit=limits.MOST_UNPACKED_BYTES // limits.MEGABYTE)


def _is_inside(name: str) -> bool:
    """Say whether a name stays inside the archive, if somebody unpacked it by name."""
    return not (name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"))


def _is_nothing_else(content: bytes, file: zipfile.ZipFile) -> bool:
    """Say whether the archive begins and ends with the file. What stands before or behind could
    be a file of another kind to another program."""
    if not content.startswith((STARTS_WITH, _END)):
        return False
    end = content.rfind(_END) + _END_SIZE + len(file.comment)
    return end == len(content)


def _are_apart(infos: list[zipfile.ZipInfo], directory: int) -> bool:
    """Say whether no two entries share bytes, which is how a small file declares a huge one."""
    reached = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < reached:
            return False
        reached = info.header_offset + _LOCAL_HEADER_SIZE + info.compress_size
    return reached <= directory
