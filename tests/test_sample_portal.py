"""The sample portals are a small web with the habits and the traps of the real ones."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest
import regex

from extractors.text import store
from pipeline import sample
from spiders.registry import load

FAMILIES = {"vnpt", "tandan", "sharepoint", "liferay"}
ARTICLES = sample.expected()
POST_BACK = re.compile(r"__doPostBack\('([^']+)',''\)")


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {k: v or "" for k, v in attrs}
        if tag == "a" and "href" in values:
            self.found.append(values["href"])
        if tag == "input" and values.get("type") == "hidden":
            self.fields[values["name"]] = values["value"]


@pytest.fixture(scope="module")
def web() -> Iterator[dict[str, str]]:
    with sample.serve() as addresses:
        yield {name: f"http://{address}" for name, address in addresses.items()}


def fetch(url: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    data = urlencode(form).encode() if form else None
    request = Request(url, data, {k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except OSError as error:
        if getattr(error, "code", 0) != 304:
            raise
        return 304, b"", {}


def path_of(article: sample.Expected) -> str:
    parts = urlsplit(article.url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def page_of(web: dict[str, str], article: sample.Expected) -> str:
    encoding = "cp1258" if "cp1258" in article.flags else "utf-8"
    return fetch(web[article.portal] + path_of(article))[1].decode(encoding)


def with_flag(flag: str) -> sample.Expected:
    return next(a for a in ARTICLES if flag in a.flags)


def crawl(root: str) -> set[str]:
    """Follow every link and every post-back inside a portal, and return the addresses seen."""
    seen, waiting = {"/"}, [("/", "")]
    posted: set[tuple[str, str]] = set()
    while waiting:
        path, target = waiting.pop()
        form = (
            dict(Links(fetch(root + path)[1].decode("utf-8", "replace")).fields, __EVENTTARGET=target)
            if target
            else None
        )
        page = Links(fetch(root + path, form)[1].decode("utf-8", "replace"))
        for href in page.found:
            if (event := POST_BACK.search(href)) and (path, event[1]) not in posted:
                posted.add((path, event[1]))
                waiting.append((path, event[1]))
            full = urljoin(root + path, href)
            link = full.removeprefix(root).partition("#")[0]
            if full.startswith(root) and link not in seen:
                seen.add(link)
                waiting.append((link, ""))
    return seen


def test_four_families_stand_in_the_registry_form() -> None:
    portals = load([Path(__file__).parents[1] / "data/sample_portal/portals.toml"])
    assert {p.platform for p in portals.values()} == FAMILIES
    assert all(p.host.endswith(".example") and p.unit_code and p.sections for p in portals.values())


def test_there_are_at_least_48_articles_in_three_layouts_of_each_family() -> None:
    layouts = defaultdict(set)
    for article in ARTICLES:
        layouts[article.portal].add(article.layout)
    assert len(ARTICLES) >= 48
    assert min(Counter(a.portal for a in ARTICLES).values()) >= 12
    assert all(found == {1, 2, 3} for found in layouts.values())


def test_articles_have_150_to_450_words_and_cover_2019_to_2026() -> None:
    assert all(150 <= len(a.text.split()) <= 450 for a in ARTICLES)
    assert {a.published[:4] for a in ARTICLES} == {str(year) for year in range(2019, 2027)}


def test_no_two_articles_have_one_address() -> None:
    assert len({a.url for a in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("portal", sample.portals())
def test_every_article_is_reached_from_the_home_page(web: dict[str, str], portal: str) -> None:
    seen = crawl(web[portal])
    assert {path_of(a) for a in ARTICLES if a.portal == portal} <= seen


@pytest.mark.parametrize("article", [a for a in ARTICLES if not a.flags], ids=lambda a: a.url[7:60])
def test_a_page_holds_title_text_and_date_of_its_article(web: dict[str, str], article: sample.Expected) -> None:
    page = re.sub(r"\s+", " ", store(page_of(web, article)).replace("&amp;", "&").replace("&quot;", '"'))
    year, month, day = article.published.split("-")
    assert all(line in page for line in (article.title, *article.text.split("\n")))
    assert (
        any(f"{day}{dash}{month}{dash}{year}" in page for dash in ("/", " - ", " "))
        or f"{int(day)}/{int(month)}/" in page
    )


def test_the_second_page_of_a_tandan_list_is_a_post_back(web: dict[str, str]) -> None:
    url = web["thoxuan"] + "/portal/Pages/Kinh-te-Xa-hoi.aspx"
    first = fetch(url)[1].decode()
    form = Links(first).fields | {"__EVENTTARGET": "ctl00$SPWebPartManager1$g_6f1d$DataPager1$ctl01$ctl01"}
    second = fetch(url, form)[1].decode()
    assert '<span class="CurrentPage">1</span>' in first and '<span class="CurrentPage">2</span>' in second
    assert fetch(url, {"__EVENTTARGET": form["__EVENTTARGET"]})[1].decode() == first


@pytest.mark.parametrize(
    ("portal", "path"),
    [
        ("caungang", "/1262/39939/69623/thoi-su-chinh-tri?page=2"),
        ("cumgar", "/dan-van/Pages/index.aspx?page=2"),
    ],
)
def test_other_lists_are_paged_by_address(web: dict[str, str], portal: str, path: str) -> None:
    first, second = (fetch(web[portal] + p)[1] for p in (path.partition("?")[0], path))
    assert first != second and b"2" in second


def test_liferay_lists_are_paged_by_cur(web: dict[str, str]) -> None:
    links = Links(fetch(web["tanyen"] + "/web/guest/tin-trong-huyen")[1].decode()).found
    assert any("_cur=2" in link for link in links)


def test_the_link_back_to_page_one_answers_page_one(web: dict[str, str]) -> None:
    url = web["cumgar"] + "/dan-van/Pages/index.aspx"
    assert fetch(url + "?page=1")[1] == fetch(url)[1]


@pytest.mark.parametrize("portal", sample.portals())
def test_an_unchanged_page_is_answered_with_304(web: dict[str, str], portal: str) -> None:
    url = web[portal] + path_of(next(a for a in ARTICLES if a.portal == portal))
    headers = fetch(url)[2]
    assert fetch(url, If_None_Match=headers["ETag"])[0] == 304
    assert fetch(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert fetch(url, If_None_Match='"another"')[0] == 200


@pytest.mark.parametrize("portal", sample.portals())
def test_the_home_page_has_a_running_counter_and_no_validator(web: dict[str, str], portal: str) -> None:
    (_, one, headers), (_, two, _) = fetch(web[portal] + "/"), fetch(web[portal] + "/")
    assert one != two and "ETag" not in headers


@pytest.mark.parametrize("portal", sample.portals())
def test_no_such_page_is_answered_with_200(web: dict[str, str], portal: str) -> None:
    status, body, _ = fetch(web[portal] + "/khong/co/trang-nay.aspx")
    assert status == 200 and b"<html" in body


@pytest.mark.parametrize("portal", sample.portals())
def test_each_portal_links_to_an_empty_page(web: dict[str, str], portal: str) -> None:
    links = Links(fetch(web[portal] + "/")[1].decode()).found
    assert any(fetch(urljoin(web[portal], link))[1] == b"" for link in links if link.startswith("/"))


def test_robots_asks_for_a_delay_in_one_portal_and_closes_a_folder_in_another(web: dict[str, str]) -> None:
    assert b"Crawl-delay: " in fetch(web["caungang"] + "/robots.txt")[1]
    assert b"Disallow: /noi-bo/" in fetch(web["cumgar"] + "/robots.txt")[1]
    assert "/noi-bo/Pages/tai-lieu-hop.aspx" in Links(fetch(web["cumgar"] + "/")[1].decode()).found


def test_feeds_list_every_article(web: dict[str, str]) -> None:
    for portal, path in (
        ("tanyen", "/web/guest/tin-tuc/-/asset_publisher/Kf3TzQ9pWm2x/rss"),
        ("cumgar", "/rss/Pages/index.aspx?ItemID=54"),
    ):
        feed = fetch(web[portal] + path)[1].decode()
        assert feed.count("<item>") == sum(a.portal == portal for a in ARTICLES)


def test_footers_name_officials_that_no_article_of_the_page_needs(web: dict[str, str]) -> None:
    article = next(a for a in ARTICLES if a.portal == "caungang" and "Trầm Hoài Vũ" not in a.text)
    assert "Trầm Hoài Vũ - Phó Chủ tịch UBND huyện" in page_of(web, article)


def test_lists_of_other_news_stand_below_an_article_with_their_dates(web: dict[str, str]) -> None:
    pages = [page_of(web, a) for a in ARTICLES]
    for head in ("TIN ĐÃ ĐƯA", "Các tin khác", "Tin liên quan"):
        assert any(head in p for p in pages)


def test_one_layout_prints_the_article_twice(web: dict[str, str]) -> None:
    article = next(a for a in ARTICLES if a.portal == "thoxuan" and a.layout == 2)
    assert page_of(web, article).count(article.byline) == 2


def test_vnpt_pictures_have_the_alternative_text_of_the_family(web: dict[str, str]) -> None:
    article = next(a for a in ARTICLES if a.portal == "caungang" and a.captions)
    assert 'alt="anh tin bai"' in page_of(web, article)


def test_a_tcvn3_page_prints_code_points_of_another_alphabet(web: dict[str, str]) -> None:
    page = page_of(web, with_flag("tcvn3"))
    assert ".VnTime" in page and "®­êng bª t«ng" in page and "đường bê tông" not in page


def test_a_windows_1258_page_declares_itself_only_in_the_page(web: dict[str, str]) -> None:
    article = with_flag("cp1258")
    _, body, headers = fetch(web[article.portal] + path_of(article))
    assert b"charset=windows-1258" in body and headers["Content-Type"] == "text/html"
    assert article.title in unicodedata.normalize("NFC", body.decode("cp1258"))


def test_other_pages_are_decomposed_or_print_another_letter_or_entities(web: dict[str, str]) -> None:
    assert unicodedata.is_normalized("NFC", page_of(web, with_flag("nfd"))) is False
    assert "QÐ" in page_of(web, with_flag("eth"))
    assert "&agrave;" in page_of(web, with_flag("entities"))


def test_attachments_and_print_views_are_served(web: dict[str, str]) -> None:
    assert fetch(web["caungang"] + "/Files/1262/ke-hoach-ban-giao.pdf")[1].startswith(b"%PDF")
    assert fetch(web["cumgar"] + "/VanBan/huong-dan-17.docx")[1].startswith(b"PK")
    article = next(a for a in ARTICLES if a.portal == "caungang" and a.layout == 1)
    assert article.title in fetch(web["caungang"] + path_of(article) + "?print=1")[1].decode()


def test_one_article_is_republished_by_another_portal() -> None:
    same = defaultdict(set)
    for article in ARTICLES:
        same[article.title].add(article.portal)
    assert any(len(portals) == 2 for portals in same.values())


@pytest.mark.parametrize(
    "print_",
    [
        r"số \d+-KH/HU",
        r"số \d+ – HD/ĐU",
        r"/NQ-UBTVQH15",
        r"số 12, 13/KH-UBND",
        r"KH-UBND\.",
        r"Chỉ thị số 35 ngày",
        r"\d+/TB/UBKT",
        r"số37-QĐ/TW",
        r"32a-CV/TU",
        r"902/QĐ/HU",
        r"187, 5 tỷ",
        r"triệu USD",
        r"hàng chục triệu",
        r"sáng 26\.8",
        r"từ ngày 1 đến 10/2/2024",
        r"[Ss]áng nay",
        r"hôm qua",
        r"quý (?:II|III|IV)/20",
        r"giai đoạn 20\d\d ?- ?20",
        r"hàng năm",
        r"tỷ \d+ triệu",
        r"\d tỉ đồng",
        r"\d{3}đ",
        r"ngàn đồng",
        r"triệu rưỡi",
        r"từ \d[\d.]* đến \d[\d.]* (?:triệu|tỷ|ngàn)",
        r"\d+ đồng chí",
        r"đường ống",
        r"kênh",
        r"Km2\+300",
        r"cách (?:đó|trung tâm)",
        r"Y \p{Lu}",
        r"H'\p{Lu}",
        r"nguyên (?:Trưởng|Chủ tịch|lãnh đạo)",
        r"Q\. Bí thư",
        r"xã Cầu Ngang|xã Tân Yên",
        r"huyện Tân Yên",
    ],
)
def test_texts_hold_the_promised_forms_and_traps(print_: str) -> None:
    pattern = regex.compile(print_, regex.IGNORECASE)
    assert any(pattern.search(a.text) for a in ARTICLES)


def test_gold_annotates_at_least_twenty_articles_in_their_own_words() -> None:
    lines = (Path(__file__).parents[1] / "data/sample_portal/gold.jsonl").read_text("utf-8").splitlines()
    texts = {a.url: a.text for a in ARTICLES}
    records = [json.loads(line) for line in lines]
    assert len(records) >= 20
    assert {r["id"].split(".")[0].removeprefix("http://") for r in records} == set(sample.portals())
    for record in records:
        assert record["text"] == texts[record["id"]]
        printed = [x["text"] for field in ("dates", "funds", "roads") for x in record["gold"][field]]
        assert all(p in record["text"] for p in printed + [x["name"] for x in record["gold"]["officials"]])
