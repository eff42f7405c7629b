"""When an article was published: the strongest sound evidence, day first, and nothing rather than a wrong day."""

from datetime import UTC, datetime

import pytest

from spiders.article import Article
from spiders.chrome import Chrome
from spiders.dates import first_stamp, stamps
from spiders.page import Link, Page
from spiders.parse import parse

HOST = "http://anthanh.example.gov.vn"
STREETS = ("Lê Lợi", "Nguyễn Huệ", "Trần Phú", "Hùng Vương", "Quang Trung", "Phan Bội Châu", "Hai Bà Trưng")


def story(url: str) -> str:
    n = sum(map(ord, url))
    where = f"{STREETS[n % 7]}, {STREETS[n // 7 % 7]} và {STREETS[n // 49 % 7]}"
    return "".join(
        f"<p>Xã An Thạnh vừa nghiệm thu đoạn kè {part} dài 120 mét trên đường {where}, chống sạt lở cho 30 hộ.</p>"
        for part in ("đầu", "giữa", "cuối")
    )


def page(
    time: str = "",
    url: str = f"{HOST}/tin/nghiem-thu-ke",
    head: str = "",
    listing: str = "",
    today: str = "Thứ bảy, 01/06/2024",
    fetched: datetime | None = datetime(2024, 6, 1, 3, tzinfo=UTC),
    label: str = "Ngày đăng: ",
    extra: str = "",
) -> Page:
    told = label if time else ""
    title = f"Nghiệm thu kè đường {STREETS[sum(map(ord, url)) % 7]} và {STREETS[sum(map(ord, url)) // 7 % 7]}"
    related = "<p>Tin đã đưa</p><ul><li><a href=/x>Họp dân bàn việc nước sạch</a> (02/01/2024)</li></ul>"
    top = f"<head>{head}</head><div class=hom-nay>{today}</div><h1>{title}</h1><p class=ngay>{told}{time}</p>"
    html = top + extra + story(url) + related
    return Page(url, html.encode(), fetched_at=fetched, listing=Link(url, "article", "", listing) if listing else None)


def article(*args: str, **more: object) -> Article:
    return parse(page(*args, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Ngày đăng: 08/07/2024 11:38", "2024-07-08T11:38+07:00"),
        ("thứ năm, 08 08 2019 08:52", "2019-08-08T08:52+07:00"),
        ("(05.08.2019 16:32)", "2019-08-05T16:32+07:00"),
        ("Đăng ngày 16 - 04 - 2023 / Lượt xem: 310 / 90%", "2023-04-16"),
        ("Đăng lúc: 21/03/2023 00:00:00 (GMT+7)", "2023-03-21"),
        ("23/02/2024 09:48GMT+7", "2024-02-23T09:48+07:00"),
        ("12/10/2019 | 07:26 | Lượt xem: 211", "2019-10-12T07:26+07:00"),
        ("Ngày đăng 08/10/2021 | 04:12 PM | View count: 93", "2021-10-08T16:12+07:00"),
        ("(29/06/2026, 14:49)", "2026-06-29T14:49+07:00"),
        ("21:39 | 11/05/2022", "2022-05-11T21:39+07:00"),
        ("11:15 20/01/2025", "2025-01-20T11:15+07:00"),
        ("Cập nhật lúc: 8:15 AM ngày 21/03/2023", "2023-03-21T08:15+07:00"),
        ("08:30 (GMT+7), Thứ Năm, ngày 11/05/2022", "2022-05-11T08:30+07:00"),
        ("Ngày 7 tháng 6 năm 2024", "2024-06-07"),
        ("Tháng Bảy 27, 2021", "2021-07-27"),
        ("2024-5-7", "2024-05-07"),
        ("12 giờ 05 ngày 1/2/2024", "2024-02-01T12:05+07:00"),
    ],
)
def test_printed_dates_are_read_day_first(printed: str, iso: str) -> None:
    stamp = first_stamp(printed)
    assert stamp and stamp.iso == iso
    assert printed[stamp.start : stamp.end] == stamp.raw


@pytest.mark.parametrize(
    "printed", ["31/02/2024", "12.345.678", "số 12/2019/QĐ-UBND", "tháng 5/2024", "1/2/20245", "(13/04)"]
)
def test_what_is_no_date_is_none(printed: str) -> None:
    assert list(stamps(printed)) == []


def test_the_list_goes_before_the_time_line() -> None:
    found = article("20/05/2024 08:00", listing="19/05/2024")
    assert (found.published, found.published_source, found.published_raw) == ("2024-05-19", "listing", "19/05/2024")


def test_the_line_under_the_title_is_read_and_not_the_header_nor_the_related_list() -> None:
    found = article("20/05/2024 08:00")
    assert (found.published, found.published_source) == ("2024-05-20T08:00+07:00", "near-title")


def test_without_any_evidence_of_its_own_an_article_has_no_date() -> None:
    found = article("")
    assert (found.published, found.published_source) == (None, "")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-19T18:30:00Z">',
        '<script type="application/ld+json">{"datePublished": "2024-05-20T01:30:00+07:00"}</script>',
        '<meta itemprop="datePublished" content="20/05/2024 01:30">',
    ],
)
def test_machine_readable_times_are_turned_to_hanoi(head: str) -> None:
    found = article("", head=head)
    assert (found.published, found.published_source) == ("2024-05-20T01:30+07:00", "meta")


@pytest.mark.parametrize(
    "path", ["/portal/pages/2024-5-20/ke.aspx", "/2024/05/20/ke", "/portal/Pages/2024-05-20/ke1a2b.aspx"]
)
def test_the_address_dates_an_article(path: str) -> None:
    assert article("", url=HOST + path).published_source == "url"
    assert article("", url=HOST + path).published == "2024-05-20"


def test_an_address_days_apart_from_the_printed_date_wins_and_is_flagged() -> None:
    found = article("20/05/2024", url=f"{HOST}/portal/pages/2021-03-02/ke.aspx")
    assert (found.published, "date-conflict" in found.flags) == ("2021-03-02", True)


def test_a_date_after_the_fetch_is_no_date() -> None:
    found = article("20/07/2024 08:00")
    assert (found.published, "date-after-fetch" in found.flags) == (None, True)


def test_the_time_of_an_update_stands_apart() -> None:
    found = article("20/05/2024 08:00</p><p>Cập nhật: 22/05/2024 10:00")
    assert (found.published, found.updated) == ("2024-05-20T08:00+07:00", "2024-05-22T10:00+07:00")


def test_a_bare_date_on_a_single_page_of_an_unknown_host_is_not_believed() -> None:
    found = article("20/05/2024 08:00", label="")
    assert (found.published, "date-unconfirmed" in found.flags) == (None, True)


@pytest.mark.parametrize("day", ["ngày 19/5", "ngày 20-5-2024", "ngày 18 tháng 5", "(17/05)"])
def test_a_bare_date_is_believed_when_the_text_tells_of_the_days_before_it(day: str) -> None:
    told = f"<p>Sáng {day}, đoàn của Ủy ban nhân dân xã đi dọc bờ kè và nghe dân nói về mùa nước năm nay.</p>"
    assert (article("20/05/2024 08:00", label="", extra=told).published or "")[:10] == "2024-05-20"


def test_a_bare_date_is_believed_when_the_host_is_known() -> None:
    others = [page(f"{n + 1:02}/05/2024", url=f"{HOST}/tin/bai-{n}", label="") for n in range(15)]
    bare = page("20/05/2024 08:00", url=f"{HOST}/tin/moi", label="")
    assert parse(bare, None, Chrome.learn([*others, bare])).published == "2024-05-20T08:00+07:00"


def rebuilt(n: int, day: str = "30/05/2024") -> Page:
    return page(f"{day} 1{n % 10}:00", url=f"{HOST}/tin/bai-{n}")


def test_a_day_that_many_pages_print_is_the_rebuild_and_not_a_date() -> None:
    model = Chrome.learn([*map(rebuilt, range(12)), rebuilt(20, "03/04/2024"), rebuilt(21, "07/04/2024")])
    of_rebuild = parse(rebuilt(4), None, model)
    assert (of_rebuild.published, "date-of-rebuild" in of_rebuild.flags) == (None, True)
    assert parse(rebuilt(20, "03/04/2024"), None, model).published == "2024-04-03T10:00+07:00"


def test_a_rebuild_day_is_no_date_in_a_list_either() -> None:
    model = Chrome.learn(map(rebuilt, range(12)))
    listed = page("", url=f"{HOST}/tin/bai-30", listing="30/05/2024")
    assert parse(listed, None, model).published is None


def test_todays_date_in_the_header_of_every_page_does_not_cost_todays_articles_their_date() -> None:
    pages = [page(f"{n + 1:02}/05/2024", url=f"{HOST}/tin/bai-{n}") for n in range(15)]
    fresh = page("01/06/2024 07:00", url=f"{HOST}/tin/moi")
    assert parse(fresh, None, Chrome.learn([*pages, fresh])).published == "2024-06-01T07:00+07:00"


def test_a_day_that_differs_between_visits_is_contradicted() -> None:
    model = Chrome.learn([page("20/05/2024"), page("25/05/2024")])
    found = parse(page("25/05/2024"), None, model)
    assert (found.published, "date-contradicted" in found.flags) == (None, True)


def test_a_few_articles_of_one_day_keep_their_date() -> None:
    pages = [rebuilt(n, f"{n + 1:02}/05/2024") for n in range(20)] + [rebuilt(n, "28/05/2024") for n in range(30, 33)]
    assert parse(pages[-1], None, Chrome.learn(pages)).published == "2024-05-28T12:00+07:00"
