"""Draws one page of a file as a JPEG: a program of its own, because a broken file may kill whoever reads it.

`python render.py KIND PAGE WIDTH` reads the file from its input and writes one line of JSON (`pages`, or `error`),
then the picture. It imports nothing of this project and has little memory and time.
"""

from __future__ import annotations

import io
import json
import sys
import warnings

MEMORY, SECONDS = 1536 * 1024 * 1024, 20
_FORMATS = {"jpg": "JPEG", "png": "PNG"}
_LOCKED = 4  # FPDF_ERR_PASSWORD


class Wrong(Exception):
    """Why there is no picture: the end of the code of a sentence."""


def main(kind: str, page: int, width: int) -> None:
    _limit()
    content = sys.stdin.buffer.read()
    try:
        pages, picture = _pdf(content, page, width) if kind == "pdf" else _picture(content, kind, width)
    except Wrong as wrong:
        _answer({"error": str(wrong)})
    except MemoryError:
        _answer({"error": "bomb"})
    except Exception:  # a library that gives up says it in many ways
        _answer({"error": "broken"})
    else:
        _answer({"pages": pages}, picture)


def _limit() -> None:
    """What the system can hold down, it does."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the caller is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(head: dict[str, object], picture: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()


def _pdf(content: bytes, page: int, width: int) -> tuple[int, bytes]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as wrong:
        raise Wrong("locked" if getattr(wrong, "err_code", None) == _LOCKED else "broken") from wrong
    if len(document) < 1 or not 1 <= page <= len(document):
        raise Wrong("broken")
    drawn = document[page - 1]
    across, down = drawn.get_size()
    scale = min(width / max(across, 1), 2 * width / max(down, 1))
    return len(document), _jpeg(drawn.render(scale=scale).to_pil())


def _picture(content: bytes, kind: str, width: int) -> tuple[int, bytes]:
    from PIL import Image, ImageOps

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # the caller has looked at its size
    with Image.open(io.BytesIO(content), formats=(_FORMATS[kind],)) as picture:
        picture.draft("RGB", (width, 2 * width))
        small = picture.convert("RGBA" if picture.mode in {"P", "LA", "PA", "RGBA"} else "RGB")
        small.thumbnail((width, 2 * width))
        return 1, _jpeg(ImageOps.exif_transpose(small))


def _jpeg(picture: object) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
