"""Attached files are listed with an article, fetched on demand, read without trust, and found by a search."""

import io
import json
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from loopback import Answer, Request, is_probe, page
from loopback import Portal as Site
from test_crawl import record

from pipeline.issues import Issues
from pipeline.parse import parse_pages
from pipeline.store import Store
from spiders import archive, documents
from spiders.attachments import kind_of, linked
from spiders.crawl import crawl
from spiders.page import Page

URL = "https://thu.gov.vn/tin/bai-viet"
SENTENCE = "Danh sách hộ nghèo được hỗ trợ xây nhà năm 2026 của xã Thạnh Lợi."
STORY = "".join(
    f"<p>Đoạn thứ {n} của bài viết kể rằng bà con trong ấp đã góp công, góp của để làm xong con đường mới.</p>"
    for n in ("nhất", "hai", "ba", "tư")
)


def pdf(*pages: str) -> bytes:
    """Return a PDF whose pages print these ASCII texts; an empty text is a page without any, as a scan is."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, text in enumerate(pages):
        shown = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET" if text else "0 0 300 300 re f"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {5 + 2 * n} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(shown)}>>stream\n{shown}\nendstream")
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    return out + f"{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref {len(out)}\n%%EOF".encode()


PRINTED = "Ke hoach so 15 cua Uy ban nhan dan xa ve viec lam duong giao thong nong thon"


def word() -> bytes:
    file = docx.Document()
    file.add_paragraph(SENTENCE)
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Trần Thị Bưởi", "40 triệu đồng"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Số tiền"])
    book.active.append(["Trần Thị Bưởi", 40_000_000])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


def test_a_word_file_is_read_with_its_tables() -> None:
    found = documents.read(word())
    assert found == documents.Document(f"{SENTENCE}\nTrần Thị Bưởi\n40 triệu đồng")


def test_a_sheet_is_read_a_line_a_row() -> None:
    assert documents.read(sheet()).text == "Họ tên\tSố tiền\nTrần Thị Bưởi\t40000000"


def test_a_pdf_is_read() -> None:
    assert documents.read(pdf(PRINTED)) == documents.Document(PRINTED)


def test_a_scan_says_that_it_has_no_text() -> None:
    assert documents.read(pdf("", "")) == documents.Document(flag="no-text")


def test_the_stamp_on_a_scan_does_not_make_it_a_text() -> None:
    assert documents.read(pdf("Ky boi: UBND xa", "", "", "")).flag == "no-text"


@pytest.mark.parametrize(
    "body", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"{\\rtf1 a}", packed("a.txt", b"")]
)
def test_other_kinds_are_not_read_and_say_so(body: bytes) -> None:
    assert documents.read(body) == documents.Document(flag="not-read")


BOMB = b'<!DOCTYPE a [<!ENTITY b "%s"><!ENTITY c "%s">]><a>%s</a>' % (b"b" * 9999, b"&b;" * 9999, b"&c;" * 9999)
HOSTILE = {
    "cut pdf": (pdf(PRINTED)[:60], "damaged"),
    "pdf of nothing": (b"%PDF-1.7\n" + b"\0" * 5000, "damaged"),
    "cut word": (word()[:-200], "not-read"),
    "word without parts": (packed("word/document.xml", b"<"), "damaged"),
    "word of entities": (packed("word/document.xml", BOMB), "damaged"),
    "sheet of entities": (packed("xl/workbook.xml", BOMB), "damaged"),
    "zip bomb": (packed("word/document.xml", bytes(300_000_000)), "too-large"),
    "too large": (b"%PDF-" + bytes(documents.MAX_BODY), "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_and_crashes_nothing(name: str) -> None:
    body, flag = HOSTILE[name]
    assert documents.read(body) == documents.Document(flag=flag)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    assert documents.read(word(), seconds=0.01) == documents.Document(flag="too-slow")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/a/Ke-hoach.PDF", "pdf"),
        ("/tai-ve.aspx?tep=bang-luong.xlsx&x=1", "xlsx"),
        ("/a.doc#trang-2", "doc"),
        ("/bai-viet-ve-pdf.html", ""),
        ("/a.pdf.html", ""),
    ],
)
def test_an_address_tells_the_kind_of_file(url: str, kind: str) -> None:
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="file-attachment"><a href="/f/a.pdf">Kế hoạch</a></div>',
        '<p>Tệp đính kèm:</p><ul><li><a href="/f/a.pdf">Kế hoạch</a></li></ul>',
        '<p>Văn bản kèm theo: <a href="/f/a.pdf">Kế hoạch</a></p>',
        '<div><b>File đính kèm</b> <span><a href="/f/a.pdf">Kế hoạch</a></span></div>',
    ],
)
def test_a_list_of_attachments_outside_the_body_belongs_to_the_article(markup: str) -> None:
    menu = '<div class=menu><a href="/f/huong-dan.pdf">Hướng dẫn</a></div>'
    found = linked(Page(URL, page(f"{menu}<div>{STORY}</div>{markup}").encode()), [])
    assert found == [{"url": "https://thu.gov.vn/f/a.pdf", "title": "Kế hoạch", "kind": "pdf"}]


def site() -> Site:
    def file(body: bytes) -> Answer:
        return Answer(body, headers={"Content-Type": "application/octet-stream"})

    article = f'<h1>Xã Thạnh Lợi hỗ trợ hộ nghèo xây nhà</h1>{STORY}<p>Tải <a href="/f/a.docx">danh sách</a></p>'
    return Site({
        "/": page('<a href="/tin/bai-viet">Xã Thạnh Lợi hỗ trợ hộ nghèo xây nhà</a>'),
        "/tin/bai-viet": page(article),
        "/f/a.docx": file(word()),
    })  # fmt: skip


@pytest.mark.parametrize("attachments", [False, True])
def test_attachments_are_fetched_only_when_asked_for(attachments: bool, tmp_path: Path) -> None:
    portal = site()
    with portal.serve() as address:
        crawl([record(address)], tmp_path, attachments=attachments)
    assert ("/f/a.docx" in portal.paths) == attachments


@pytest.mark.parametrize(
    ("allowed", "asked"),
    [
        ({}, []),
        ({"file_hosts": ("kho.tep.vn",)}, ["/a.pdf", "/robots.txt"]),
        ({"file_hosts": ("khac.tep.vn",)}, []),
        ({"aliases": ("kho.tep.vn",)}, ["/a.pdf", "/robots.txt", "/trang"]),
    ],
)
def test_a_file_on_another_host_is_listed_and_fetched_only_if_the_record_names_the_host(
    allowed: dict[str, tuple[str, ...]], asked: list[str], tmp_path: Path
) -> None:
    links = (
        '<p>Tải <a href="https://kho.tep.vn/a.pdf">danh sách</a>, xem <a href="https://kho.tep.vn/trang">trang</a></p>'
    )

    def answer(request: Request) -> Answer | None:
        if request.headers["Host"] == "kho.tep.vn":
            return {"/a.pdf": Answer(pdf(PRINTED)), "/trang": Answer(page("Trang của kho"))}.get(request.path)
        return Answer(page(f"<h1>Xã Thạnh Lợi hỗ trợ hộ nghèo xây nhà</h1>{STORY}{links}"))

    served = Site(answer)
    with served.serve() as address:
        portal = record(address, **allowed)
        assert crawl([portal], tmp_path, attachments=True).portals["thu"].outcome == "finished"
    (article, *_) = parse_pages(lambda: [Page(URL, answer(Request("GET", "/", {"Host": ""})).data)], Issues(), portal)
    assert [a["url"] for a in article.attachments] == ["https://kho.tep.vn/a.pdf"]
    found = {r.path for r in served.asked if r.headers["Host"] == "kho.tep.vn" and not is_probe(r.path)}
    assert sorted(found) == asked


def test_robots_txt_of_the_host_that_keeps_the_files_counts_for_them_alone(tmp_path: Path) -> None:
    def answer(request: Request) -> Answer | None:
        if request.headers["Host"] == "kho.tep.vn":
            return Answer("User-agent: *\nDisallow: /\n") if request.path == "/robots.txt" else Answer(pdf(PRINTED))
        return Answer(page('<a href="https://kho.tep.vn/a.pdf">danh sách</a><a href="/b">bài</a>'))

    with Site(answer).serve() as address:
        result = crawl([record(address, file_hosts=("kho.tep.vn",))], tmp_path, attachments=True).portals["thu"]
    assert (result.outcome, result.files, result.blocked) == ("finished", 0, 1)


def test_the_text_of_an_attachment_comes_from_the_archive_and_is_found_by_a_search(tmp_path: Path) -> None:
    with site().serve() as address:
        crawl([record(address)], tmp_path, attachments=True)
    files = sorted((tmp_path / "archive").glob("*.warc.gz"))
    store, issues = Store(tmp_path / "vnnews.sqlite"), Issues()
    (article,) = parse_pages(lambda: archive.latest(files), issues, record(""), read=store.read_document)
    assert [(a["title"], a["kind"], a["text"]) for a in article.attachments] == [
        ("danh sách", "docx", f"{SENTENCE}\nTrần Thị Bưởi\n40 triệu đồng")
    ]
    assert issues.found == []
    store.put(article, "", {"article_id": article.article_id}, {}, {"article_id": article.article_id}, [])
    wanted = "SELECT article_id FROM search WHERE search MATCH ?"
    assert store.query(wanted, ('folded: "tran thi buoi"',)) == [(article.article_id,)]
    assert json.dumps(article.as_dict())
    store.close()
