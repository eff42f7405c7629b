"""A republished article is about the place of the portal that told it first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.text import store as stored
from pipeline import copies
from pipeline.issues import Issues
from pipeline.persons import number_people
from pipeline.stages import extract_all
from pipeline.store import Store
from spiders.article import Article
from spiders.registry import Portal

TEXT = stored(
    "Sáng nay, Đoàn viên Phường 8 ra quân dọn vệ sinh các tuyến hẻm, trồng thêm 200 cây xanh và sơn lại hàng rào "
    "trường mẫu giáo. Ông Lê Văn Hòa, Chủ tịch UBND Phường 8 cho biết, nhân dân đã đóng góp 300 triệu đồng để làm mới "
    "2 km đường bê tông trong quý một, vượt kế hoạch đề ra từ đầu năm."
)


def portal(name: str, host: str, unit_code: str = "") -> Portal:
    return Portal(name=name, host=host, title=name, platform="generic", unit_code=unit_code)


PORTALS = {
    p.name: p
    for p in (
        portal("tra-vinh", "a.example", "842"),
        portal("soc-trang", "b.example", "941"),
        portal("news", "c.example"),
    )
}


def article(name: str, day: str, text: str = TEXT) -> Article:
    url = f"https://{PORTALS[name].host}/tin"
    return Article(article_id=name, url=url, portal=name, title="Ra quân", text=text, published=day)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "vnnews.sqlite")
    yield made
    made.close()


def job(store: Store, *articles: Article) -> None:
    extract_all(articles, store, Issues(), PORTALS)
    copies.settle(store, Issues(), PORTALS)
    number_people(store)


def communes(store: Store) -> dict[str, str]:
    return dict(store.query("SELECT article_id, commune_before FROM records"))


def test_a_copy_has_the_codes_and_the_people_of_its_original(store: Store) -> None:
    job(store, article("tra-vinh", "2024-03-01"), article("soc-trang", "2024-03-02"))
    assert communes(store) == {"tra-vinh": "29257", "soc-trang": "29257"}
    assert store.query("SELECT DISTINCT unit_code_before FROM funds") == [("29257",)]
    assert len(store.query("SELECT DISTINCT person_id FROM officials")) == 1
    assert store.query("SELECT copy_of FROM records WHERE article_id = 'soc-trang'") == [("tra-vinh",)]


def test_the_original_is_the_one_published_first(store: Store) -> None:
    job(store, article("tra-vinh", "2024-03-02"), article("soc-trang", "2024-03-01"))
    assert communes(store) == {"tra-vinh": "31504", "soc-trang": "31504"}


def test_a_text_that_says_more_keeps_the_place_of_its_own_portal(store: Store) -> None:
    more = stored(
        " Dịp này, Phường 8 còn trao 20 suất quà cho học sinh khó khăn và khen thưởng 5 tổ dân phố tiêu biểu."
    )
    job(store, article("tra-vinh", "2024-03-01"), article("soc-trang", "2024-03-02", TEXT + more))
    assert communes(store) == {"tra-vinh": "29257", "soc-trang": "31504"}


def test_an_original_without_a_place_of_its_own_settles_nothing(store: Store) -> None:
    job(store, article("news", "2024-03-01"), article("soc-trang", "2024-03-02"))
    assert communes(store) == {"news": "", "soc-trang": "31504"}


def test_a_second_run_reads_nothing_again(store: Store) -> None:
    both = article("tra-vinh", "2024-03-01"), article("soc-trang", "2024-03-02")
    job(store, *both)
    assert extract_all(both, store, Issues(), PORTALS)["kept"] == 2


def test_a_copy_whose_original_is_gone_is_news_of_its_own_portal_again(store: Store) -> None:
    job(store, article("tra-vinh", "2024-03-01"), article("soc-trang", "2024-03-02"))
    store.keep_only("tra-vinh", [])
    copies.settle(store, Issues(), PORTALS)
    assert communes(store) == {"soc-trang": "31504"}
