"""Small files of every kind, whole ones and hostile ones, made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import xlwt
from openpyxl import Workbook
from PIL import Image

from tests.workflows.bureau import SAMPLES

PDF = (SAMPLES / "stamped.pdf").read_bytes()


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form)
    return out.getvalue()


def zipped(*names: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def office(part: str, *more: str) -> bytes:
    return zipped("[Content_Types].xml", part, *more)


def locked_zip() -> bytes:
    """A zip whose entry says that it is encrypted."""
    made = bytearray(zipped("a.txt"))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def xlsx() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def old(stream: str = "Workbook") -> bytes:
    """A compound file as Excel 97 writes it, with another name for its stream."""
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a").write(0, 0, "x")
    book.save(out)
    made = bytearray(out.getvalue())
    entry = made.index("Workbook".encode("utf-16-le") + b"\0\0")
    name = (stream + "\0").encode("utf-16-le")
    made[entry : entry + 64] = name.ljust(64, b"\0")
    struct.pack_into("<H", made, entry + 64, len(name))
    return bytes(made)


def pdf(*objects: bytes, pages: int = 1) -> bytes:
    """A PDF with blank pages and more objects."""
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 3 + pages))
    made = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids)]
    made += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]>>"] * pages
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate([*made, *objects], 1):
        places.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    begin = len(out)
    size = len(places) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, begin,
    )  # fmt: skip


def packed(content: bytes) -> bytes:
    """An object stream of a PDF with this in it."""
    body = zlib.compress(content)
    return b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(body), body)


def png_head(width: int, height: int) -> bytes:
    """A picture that says that it is so large."""
    made = picture()
    head = b"IHDR" + struct.pack(">II", width, height) + made[24:29]
    return made[:12] + head + struct.pack(">I", zlib.crc32(head)) + made[33:]
