"""The text of PDF, Word and Excel files, read in a process of its own: a hostile file costs that process alone."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

MAX_BODY = 16_000_000
MAX_TEXT = 300_000
_MAX_UNPACKED = 200_000_000
_MAX_MEMORY = 2_000_000_000
_SECONDS = 30
# A scan whose signature stamp (dấu ký số) alone is text holds less than this many letters a page.
_LETTERS_OF_A_SCAN = 50
_ZIP = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of a file; `flag` is empty when that is all of it.

    no-text (a scan), not-read (of a kind that is not read), locked (a password), damaged, too-large, too-slow, cut
    (at MAX_TEXT characters).
    """

    text: str = ""
    flag: str = ""


def kind_of(body: bytes) -> str:
    """Return what a file is by its first bytes: pdf, docx, xlsx, zip, ole (Word and Excel of old), rtf; else empty."""
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if body.startswith(b"{\\rtf"):
        return "rtf"
    if not body.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    return next((kind for name, kind in _ZIP.items() if name in names), "zip")


def read(body: bytes, seconds: float = _SECONDS) -> Document:
    """Return the text of a file; never raises for what a file holds."""
    kind = kind_of(body)
    if kind not in _READERS:
        return Document(flag="not-read")
    if len(body) > MAX_BODY:
        return Document(flag="too-large")
    command = [sys.executable, "-m", "spiders.documents", kind, str(int(seconds) + 1)]
    root = Path(__file__).parents[1]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=seconds, check=False, cwd=root)
        return Document(**json.loads(done.stdout)) if done.returncode == 0 else Document(flag="damaged")
    except subprocess.TimeoutExpired:
        return Document(flag="too-slow")
    except (ValueError, TypeError):
        return Document(flag="damaged")


def _pdf(body: bytes) -> Document:
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        return Document(flag="locked" if "assword" in str(error) else "damaged")
    document = _joined(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in file)
    letters = sum(c.isalpha() for c in document.text)
    is_scan = not document.flag and letters < _LETTERS_OF_A_SCAN * len(file)
    return Document(document.text, "no-text") if is_scan else document


def _docx(body: bytes) -> Document:
    import docx
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    file = docx.Document(io.BytesIO(body))
    return _joined(Paragraph(p, file).text for p in file.element.body.iter(qn("w:p")))


def _xlsx(body: bytes) -> Document:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    rows = chain.from_iterable(sheet.iter_rows(values_only=True) for sheet in book.worksheets)
    return _joined("\t".join(str(v) for v in row if v is not None) for row in rows)


_READERS = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}


def _joined(parts: Iterator[str]) -> Document:
    """Join parts by lines as far as MAX_TEXT; a long file is not read to its end."""
    kept: list[str] = []
    length = 0
    for part in parts:
        kept += [part.rstrip()] if part.strip() else []
        length += len(part)
        if length > MAX_TEXT:
            return Document("\n".join(kept)[:MAX_TEXT], "cut")
    text = "\n".join(kept)
    return Document(text, "" if text else "no-text")


def _unpacked(body: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return sum(entry.file_size for entry in packed.infolist())


def _limit(seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(kind: str, seconds: str) -> None:
    """Read a file of that kind from standard input; write what it holds to standard output as JSON."""
    body = sys.stdin.buffer.read()
    _limit(int(seconds))
    if kind != "pdf" and _unpacked(body) > _MAX_UNPACKED:
        found = Document(flag="too-large")
    else:
        try:
            found = _READERS[kind](body)
        except MemoryError:
            found = Document(flag="too-large")
        except Exception:
            # The libraries raise what they like on a broken file; all of it means the same.
            found = Document(flag="damaged")
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
