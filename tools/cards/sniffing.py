# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What a file is by its content, and whether it may be opened at all."""

import re
import zipfile
from pathlib import PurePath
from typing import BinaryIO

from . import refusal
from .refusal import FileRefused

_EXTENSIONS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".vcf": "vcard",
    ".vcard": "vcard",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PARTS = tuple(
    name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo")
)
_WEB_PAGE = re.compile(rb"^\s*(<!doctype\s+html|<html|<table|<\?xml)", re.IGNORECASE)
_VCARD = re.compile(rb"^\s*BEGIN:VCARD", re.IGNORECASE)
_DOCTYPE = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY", "<!doctype", "<!entity")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)
# What is no list of cards, whatever its name says: first bytes and kind.
_DOCUMENTS = {
    b"%PDF-": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_BLOCK = 1 << 20


def file_size(stream: BinaryIO) -> int:
    """Return the size in bytes and leave the stream at its start."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def sniff(stream: BinaryIO, filename: str) -> str:
    """Return xlsx, xls, csv or vcard, by content; refuse what is none of these.

    A file whose name promises something else than its content is refused, so that
    nobody believes to have imported one thing and has imported another.
    """
    size = file_size(stream)
    if size > refusal.MAX_FILE_BYTES:
        raise FileRefused(
            "too_large",
            size=size // refusal.MEBIBYTE,
            limit=refusal.MAX_FILE_BYTES // refusal.MEBIBYTE,
        )
    head = stream.read(_BLOCK)
    stream.seek(0)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused("empty")
    extension = PurePath(filename).suffix.lower()
    found = _by_content(stream, head)
    promised = _EXTENSIONS.get(extension)
    if promised is None:
        raise FileRefused("unknown_type", extension=extension or filename)
    if promised != found:
        raise FileRefused("wrong_extension", extension=extension, found=found)
    return found


def _by_content(stream: BinaryIO, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        _check_archive(stream)
        return "xlsx"
    if head.startswith(_OLE):
        _refuse_encrypted(stream)
        return "xls"
    for start, kind in _DOCUMENTS.items():
        if head.startswith(start):
            raise FileRefused("document", found=kind)
    plain = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if _WEB_PAGE.match(plain):
        raise FileRefused("web_page")
    if _VCARD.match(plain):
        return "vcard"
    if _looks_binary(head):
        raise FileRefused("binary")
    return "csv"


def _looks_binary(head: bytes) -> bool:
    """Tell junk from text: control bytes, except the zeros of UTF-16."""
    sample = head[: 64 * 1024]
    zeros = sample.count(0)
    if zeros:
        if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
            return False
        sided = max(sample[::2].count(0), sample[1::2].count(0))
        return not (sided == zeros and zeros > len(sample) / 50)
    controls = sum(
        sample.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1f"
    )
    return controls > len(sample) / 200


def _refuse_encrypted(stream: BinaryIO) -> None:
    stream.seek(0)
    tail = b""
    while block := stream.read(_BLOCK):
        if any(part in tail + block for part in _ENCRYPTED_PARTS):
            raise FileRefused("password")
        tail = block[-64:]
    stream.seek(0)


def _check_archive(stream: BinaryIO) -> None:
    """Refuse a workbook that would unpack into more than the server can hold."""
    try:
        archive = zipfile.ZipFile(stream)
    except zipfile.BadZipFile:
        raise FileRefused("damaged") from None
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    strings = sum(p.file_size for p in parts if p.filename.endswith("Strings.xml"))
    if (
        len(parts) > refusal.MAX_PARTS
        or unpacked > refusal.MAX_UNPACKED_BYTES
        or strings > refusal.MAX_STRINGS_BYTES
        or (unpacked > 10 * refusal.MEBIBYTE and unpacked > refusal.MAX_RATIO * packed)
    ):
        raise FileRefused("bomb", size=unpacked // refusal.MEBIBYTE)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused("password")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise FileRefused("wrong_extension", extension=".xlsx", found="zip")
    _refuse_entities(archive, parts)
    stream.seek(0)


def _refuse_entities(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """No part of an honest workbook declares a document type or an entity.

    Any part may be read as XML, whatever its name: the workbook itself says which.
    """
    for part in parts:
        if archive_part_contains(archive, part.filename, _DOCTYPE):
            raise FileRefused("entities")


def archive_part_contains(
    archive: zipfile.ZipFile, name: str, words: tuple[bytes, ...]
) -> bool:
    """Say whether one part of an archive contains one of the words, block by block."""
    tail = b""
    try:
        with archive.open(name) as part:
            while block := part.read(_BLOCK):
                window = tail + block
                if any(word in window for word in words):
                    return True
                tail = window[-64:]
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, OSError):
        raise FileRefused("damaged") from None
    return False
