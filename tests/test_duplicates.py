"""The same text twice: once in a page, and linked between articles with the right one as the main one."""

import random
import unicodedata

import pytest

from spiders.article import Article
from spiders.duplicates import likeness, link_copies, once, shingles
from spiders.page import Page

SPEECH = """xã đường bê tông cầu kênh nhà dân góp hiến đất ngày công tiền quỹ hội phụ nữ thanh niên nông dân trường
trạm điện nước chợ ấp tổ lúa vườn dừa xoài cá tôm giống vốn vay hộ thi đua khen thưởng kiểm tra giám sát nghị quyết"""
WORDS = SPEECH.split()


def lines(*texts: str) -> list[str]:
    return [b.text for b in once(Page("http://x.vn/", "".join(f"<p>{t}</p>" for t in texts).encode()).blocks)]


LONG = [f"Đoạn {name} của bài viết kể về việc làm đường liên ấp ở xã nhà." for name in ("đầu", "hai", "ba", "kết")]


def test_a_block_printed_twice_counts_once_with_the_short_lines_in_it() -> None:
    assert lines(*LONG, "Ảnh: Minh", *LONG, "Ảnh: Minh") == [*LONG, "Ảnh: Minh"]


def test_a_block_printed_three_times_counts_once() -> None:
    assert lines(*LONG, *LONG, *LONG) == LONG


def test_a_second_print_keeps_what_it_adds() -> None:
    assert lines(*LONG, *LONG[:3], "Thêm một ý.", LONG[3]) == [*LONG, "Thêm một ý."]


def test_a_line_right_under_itself_counts_once() -> None:
    assert lines(LONG[0], LONG[0], LONG[1]) == LONG[:2]


def test_an_address_under_each_product_is_kept() -> None:
    shop = "Địa chỉ cửa hàng: số 12 đường Trần Phú, thị trấn Cầu Ngang, điện thoại 0294 000 111."
    products = [
        f"{n} - sản phẩm của xã {name}, đóng gói 500 gam, giá bán tại cửa hàng theo niêm yết."
        for n, name in enumerate(WORDS[:9])
    ]
    told = [t for p in products for t in (p, shop)]
    assert lines(*told) == told


def test_short_lines_may_repeat() -> None:
    assert lines("Phó ban", LONG[0], "Phó ban", LONG[1]) == ["Phó ban", LONG[0], "Phó ban", LONG[1]]


def story(seed: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(40, 70))).capitalize() + "." for _ in range(rng.randint(4, 9))]


def article(name: str, paragraphs: list[str], **more: str) -> Article:
    return Article(article_id=name, url=f"http://{name}.vn/", text="\n".join(paragraphs), **more)  # type: ignore[arg-type]


def edited(paragraphs: list[str], n: int) -> list[str]:
    """Give a copy as portals make them: decomposed, with other blanks, a paragraph out, another source line."""
    rng = random.Random(n)
    kept = [p for p in paragraphs if p is not rng.choice(paragraphs)]
    change = (lambda t: unicodedata.normalize("NFD", t), lambda t: t.replace(" ", "\xa0"), str.upper)[n % 3]
    return [*map(change, kept), "Theo Cổng thông tin điện tử tỉnh"]


def test_edited_copies_are_found_and_different_stories_are_not() -> None:
    originals = [article(f"goc-{n}", story(n), published=f"2024-01-{n % 28 + 1:02}") for n in range(60)]
    copies = [article(f"ban-{n}", edited(story(n % 60), n), published="2024-06-01") for n in range(300)]
    link_copies([*copies, *originals])
    assert not any(o.copy_of for o in originals)
    found = sum(c.copy_of == f"goc-{n % 60}" for n, c in enumerate(copies))
    assert found / len(copies) >= 0.99


def test_the_earliest_is_the_main_one() -> None:
    late, early = article("muon", story(1), published="2024-05-02"), article("som", story(1), published="2024-05-01")
    assert link_copies([late, early]) == [("muon", "som", 1.0)]
    assert (late.copy_of, early.copy_of) == ("som", "")


def test_without_dates_the_one_that_names_no_source_is_the_main_one() -> None:
    taken, own = article("lay-lai", story(1), source_line="Theo báo tỉnh"), article("cua-xa", story(1))
    link_copies([taken, own])
    assert (taken.copy_of, own.copy_of) == ("cua-xa", "")


def test_a_copy_of_a_copy_names_the_main_one() -> None:
    chain = [article(f"ban-{n}", story(1)[n:], published=f"2024-05-0{n + 1}") for n in range(3)]
    link_copies(chain)
    assert [a.copy_of for a in chain] == ["", "ban-0", "ban-0"]


@pytest.mark.parametrize(
    ("a", "b", "expected"), [("", "", 1.0), ("một hai ba bốn", "MỘT  hai ba bốn", 1.0), ("một hai", "ba", 0.0)]
)
def test_likeness_is_of_words_and_not_of_accents_or_blanks(a: str, b: str, expected: float) -> None:
    assert likeness(shingles(a), shingles(b)) == expected
