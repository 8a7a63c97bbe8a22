"""ZIP archives, which office files and electronic books are: opened with limits, so that none can fill the memory."""

from __future__ import annotations

import io
import zipfile
import zlib

from corpus.errors import UnreadableDocument
from corpus.messages import say

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 10_000
LARGEST_MEMBER = 100 * MEGABYTE
LARGEST_TOTAL = 400 * MEGABYTE
LARGEST_RATIO = 200
_ALWAYS_FINE = 20 * MEGABYTE
_ENCRYPTED = 0x1
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ValueError)
"""What is raised for members that are missing or cannot be unpacked."""
_OLD_KINDS = (
    ("WordDocument", "is_old_word"),
    ("Workbook", "is_old_excel"),
    ("PowerPoint Document", "is_old_powerpoint"),
    ("__substg1.0_", "is_outlook"),
)
"""Names of streams in Microsoft's old container, and what they prove."""
_END_RECORD = b"PK\x05\x06"
_END_RECORD_SEARCHED = 66_000


def member_names(data: bytes) -> frozenset[str]:
    """Return the names in an archive, or nothing when `data` is no archive that `open_archive` would open."""
    if not data.startswith(b"PK\x03\x04") or _announced_members(data) > MOST_MEMBERS:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


def open_archive(data: bytes, source: str, what: str) -> zipfile.ZipFile:
    """Return the archive in `data`, which should be `what` ("an EPUB file"). Raises `UnreadableDocument`.

    Refused: what is damaged or encrypted, and archives that would grow beyond the limits of this module. A member
    that is longer than its directory entry says is cut there by `zipfile`, so that the limits hold.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument(source, legacy_office(data))
    if _announced_members(data) > MOST_MEMBERS:
        raise UnreadableDocument(source, say("too_many_members", limit=MOST_MEMBERS))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        reason = say("not_this_or_cut", what=what, error=error)
        raise UnreadableDocument(source, reason) from error
    problem = _problem(archive, len(data))
    if problem:
        archive.close()
        raise UnreadableDocument(source, problem)
    return archive


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, source: str) -> bytes:
    """Return what a member holds. Raises `UnreadableDocument` when it is missing or damaged."""
    name = member if isinstance(member, str) else member.filename
    try:
        return archive.read(member)
    except KeyError as error:
        raise UnreadableDocument(source, say("part_missing", name=name)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        reason = say("part_damaged", name=name, error=error)
        raise UnreadableDocument(source, reason) from error


def legacy_office(data: bytes) -> str:
    """Return why a file in Microsoft's old container is not read: it is encrypted, or of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return say("password")
    kinds = (code for name, code in _OLD_KINDS if name.encode("utf-16-le") in data)
    return say(next(kinds, "old_office"))


def _announced_members(data: bytes) -> int:
    """Return how many members the end of the archive announces, without building a list of them."""
    tail = data[-_END_RECORD_SEARCHED:]
    found = tail.rfind(_END_RECORD)
    return int.from_bytes(tail[found + 10 : found + 12], "little") if found >= 0 else 0


def _problem(archive: zipfile.ZipFile, size: int) -> str:
    """Return what forbids to unpack the archive, or ""."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        return say("too_many_members", limit=MOST_MEMBERS)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        return say("password")
    total = sum(member.file_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    if total > LARGEST_TOTAL or largest > LARGEST_MEMBER:
        sizes = {"total": total, "largest": largest, "most": LARGEST_TOTAL, "part": LARGEST_MEMBER}
        return say("unpacks_to_too_much", **{name: size // MEGABYTE for name, size in sizes.items()})
    if total > _ALWAYS_FINE and total > LARGEST_RATIO * size:
        return say("bomb", ratio=total // max(size, 1), limit=LARGEST_RATIO)
    return ""
