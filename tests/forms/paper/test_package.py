"""Files that are no templates, or dangerous ones, are refused with a sentence before any reader touches them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml import parse_xml

from forms.messages import say
from forms.paper.package import MAX_TEMPLATE, document
from forms.paper.refused import PaperRefused
from forms.paper.shape import Group
from forms.paper.template import checked

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OUT = '<Relationship Id="rId99" Type="{kind}" Target="http://evil/x" TargetMode="External"/></Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def changed(part: str, change: Callable[[bytes], bytes], add: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def related(kind: str, part: str = "word/_rels/document.xml.rels") -> bytes:
    return changed(part, lambda b: b.replace(b"</Relationships>", OUT.format(kind=kind).encode()))


def _doctype(xml: bytes) -> bytes:
    return xml.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1)


HOSTILE = {
    "a picture on another machine": (related(f"{OFFICE}/image"), "链接到文件以外"),
    "a link": (related(f"{OFFICE}/hyperlink"), "链接到文件以外"),
    "a template on another machine": (related(f"{OFFICE}/attachedTemplate"), "链接到文件以外"),
    "macros": (changed("", bytes, {"word/vbaProject.bin": b"x"}), "含有宏"),
    "an embedded object": (changed("", bytes, {"word/embeddings/oleObject1.bin": b"x"}), "嵌了别的对象"),
    "a doctype": (changed("word/document.xml", _doctype), "DOCTYPE"),
    "a bomb": (changed("", bytes, {"word/media/b.png": b"\0" * 300_000_000}), "展开后太大"),
    "half a file": (plain()[:2000], "已损坏"),
    "broken XML": (changed("word/document.xml", lambda b: b[:400]), "已损坏"),
    "no archive": (b"%PDF-1.7", ".docx"),
    "another archive": (plain().replace(b"word/document.xml", b"xxxx/document.xml"), ".docx"),
    "too large": (b"PK\x03\x04" + b"x" * MAX_TEMPLATE, "超过"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plain_document_is_refused_with_a_sentence(name: str) -> None:
    data, words = HOSTILE[name]
    with pytest.raises(PaperRefused) as refused:
        document(data)
    assert words in say(refused.value.message) and say(refused.value.message, "en")


@pytest.mark.parametrize(
    ("xml", "word"),
    [
        (f"<w:p {W}><w:r><w:object/></w:r></w:p>", "嵌入的对象"),
        (f"<w:p {W}><w:r><w:pict/></w:r></w:p>", "图形或文本框"),
        (f"<w:p {W}><w:ins w:id='1' w:author='x'><w:r><w:t>a</w:t></w:r></w:ins></w:p>", "修订痕迹"),
        (f"<w:p {W}><w:pPr><w:numPr/></w:pPr></w:p>", "自动编号"),
        (f"<w:p {W}><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r></w:p>", "域"),
        (f"<w:p {W}><w:fldSimple w:instr='DDEAUTO c'><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>", "域"),
    ],
)
def test_what_papers_do_not_have_is_named_with_its_place(xml: str, word: str) -> None:
    docx = Document()
    docx.element.body.insert(0, parse_xml(xml))
    out = io.BytesIO()
    docx.save(out)
    found = [say(p.message) for p in checked(out.getvalue(), Group()).problems]
    assert len(found) == 1 and word in found[0] and "正文第 1 段" in found[0], found
