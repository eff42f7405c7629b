"""Official papers: numbers in every printed form, and who issued them, when and on what."""

import pytest

from extractors import extract, issuers, read
from extractors.field import fields
from extractors.mention import Context, Mention
from extractors.syllables import table
from extractors.text import store

TYPES = [
    (r["type"], r["words"].split("|")[0], s)
    for r in table("document_types")
    for s in r["symbols"].split("|")
    if s and r["type"] != "HĐ" and not s.startswith("-")
]


def papers(text: str, published: str | None = None) -> list[Mention]:
    found = extract(store(text), Context(published=published), only=["documents"])
    assert all(store(text)[m.char_start : m.char_end] == m.text for m in found)
    return found


def numbers(text: str) -> list[str]:
    return [str(m.value["number"]) for m in papers(text)]


def one(text: str, column: str, published: str | None = None) -> object:
    (paper,) = papers(text, published)
    return paper.value[column]


def test_a_contract_is_no_official_paper() -> None:
    assert numbers("Bên A ký Hợp đồng số 27/HĐ-UBND với nhà thầu, theo Quyết định 8/QĐ-UBND.") == ["8/QĐ-UBND"]


@pytest.mark.parametrize(("kind", "word", "symbol"), TYPES)
def test_every_kind_of_paper_is_known_by_its_word_and_by_its_symbol(kind: str, word: str, symbol: str) -> None:
    text = f"Phòng vừa nhận {word} số 05/{symbol}-UBND của UBND huyện Tam Nông."
    assert (numbers(text), one(text, "doc_type")) == ([f"05/{symbol}-UBND"], kind)
    assert one(f"Số: 12/{symbol}-SNV.", "doc_type") == kind


@pytest.mark.parametrize("name", sorted({r["name"] for r in table("document_types")} - {"Hợp đồng"}))
def test_every_kind_of_paper_is_known_by_its_word_before_a_number_with_another_symbol(name: str) -> None:
    assert one(f"Chi bộ học {name} số 31-ĐX/TU của Ban Thường vụ Tỉnh ủy.", "doc_type_name") == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("18-TT/TU", "Thông tri"),
        ("18/2014/TT-BNV", "Thông tư"),
        ("05-QH/TU", "Quy hoạch"),
        ("10-CL/TW", "Chiến lược"),
        ("37-QĐNS/TW", "Quyết định"),
    ],
)
def test_a_symbol_after_a_dash_is_read_as_the_party_uses_it(number: str, name: str) -> None:
    assert one(f"Đảng ủy quán triệt số {number} trong tuần.", "doc_type_name") == name


ISSUERS = """
TW T.Ư TƯ VPTW BTGTW BDVTW BTCTW UBKTTW BNCTW TU HU QU ThU TXU ĐU ĐUK ĐUKCQ ĐUKCCQ CB
BTGTU BTCTU BDVTU BNCTU UBKTTU VPTU BTGHU BTCHU BDVHU UBKTHU VPHU BTGDVTU BTV BCH
TWĐTN TĐTN TĐ HĐTN HPN HND HCCB LĐLĐ UBND HĐND TTHĐND BPC BKTNS BVHXH ĐĐBQH
VP VPUB VPUBND SNV STC SNN SNNPTNT SGTVT SXD SYT SGDĐT STTTT STT&TT SVHTTDL SKHĐT STNMT CA BCHQS BTL
PNV PTCKH PVHTT PGDĐT PTNMT PKTHT PNN TTVHTT
CP TTg CTN QH14 UBTVQH15 BNV BTC BNN BNNPTNT BGTVT BXD BTNMT BKHĐT VPCP TCTK
BCĐ BCĐNTM VPĐP BATGT HĐTĐKT HĐBC UBBC BBC
"""


@pytest.mark.parametrize("symbol", ISSUERS.split())
def test_every_issuer_is_known_by_its_symbol(symbol: str) -> None:
    assert issuers.known(symbol)
    assert numbers(f"Các xã nhận số 15-KH/{symbol} trong tuần.") == [f"15-KH/{symbol}"]


def test_a_symbol_that_nobody_knows_gives_no_kind_of_paper() -> None:
    assert one("Đảng ủy quán triệt số 14-ZK/TW trong tuần.", "doc_type") == ""


@pytest.mark.parametrize(
    ("printed", "number", "kind"),
    [
        ("Luật số 47/2019/QH14", "47/2019/QH14", "Luật"),
        ("Nghị quyết số 21/2021/QH15", "21/2021/QH15", "NQ"),
        ("Nghị quyết 88/NQ-QH14", "88/NQ-QH14", "NQ"),
        ("Pháp lệnh số 02/2020/UBTVQH14", "02/2020/UBTVQH14", "PL"),
        ("Nghị quyết số 35/2021/UBTVQH15", "35/2021/UBTVQH15", "NQ"),
        ("Nghị quyết 1023/NQ-UBTVQH15", "1023/NQ-UBTVQH15", "NQ"),
        ("Nghị quyết 1023/NQ-UBTVQH", "1023/NQ-UBTVQH", "NQ"),
        ("Nghị định số 34/2016/NĐ-CP", "34/2016/NĐ-CP", "NĐ"),
        ("Nghị quyết 58/NQ-CP", "58/NQ-CP", "NQ"),
        ("Quyết định 22/2020/QĐ-TTg", "22/2020/QĐ-TTg", "QĐ"),
        ("Quyết định 1719/QĐ-TTg", "1719/QĐ-TTg", "QĐ"),
        ("Thông tư 03/2019/TT-BNNPTNT", "03/2019/TT-BNNPTNT", "TT"),
        ("Thông tư liên tịch số 19/2013/TTLT-BNV-BTC", "19/2013/TTLT-BNV-BTC", "TTLT"),
        ("Nghị quyết số 17/NQ-HĐND", "17/NQ-HĐND", "NQ"),
        ("Quyết định 36/2022/QĐ-UBND", "36/2022/QĐ-UBND", "QĐ"),
        ("Phương án số 40/PA-UBND", "40/PA-UBND", "PA"),
        ("Tờ trình số 815/TTr-VP", "815/TTr-VP", "TTr"),
        ("công văn 2093/SNV-CCVC", "2093/SNV-CCVC", "CV"),
        ("Công văn số 640/UBND-NN", "640/UBND-NN", "CV"),
        ("văn bản số 77/KH-UBND", "77/KH-UBND", "KH"),
        ("Công văn số 512/BTL-TM", "512/BTL-TM", "CV"),
        ("Kế hoạch 08/KH-MTTQ-BTT", "08/KH-MTTQ-BTT", "KH"),
        ("Văn bản hợp nhất số 11/VBHN-BYT", "11/VBHN-BYT", "VBHN"),
        ("Lệnh số 06/2021/L-CTN", "06/2021/L-CTN", "L"),
        ("Quyết định số 812/QĐ-CTN", "812/QĐ-CTN", "QĐ"),
        ("Báo cáo số 111/BC-SNNPTNT", "111/BC-SNNPTNT", "BC"),
        ("công văn 512/SGD&ĐT-TCCB", "512/SGD&ĐT-TCCB", "CV"),
        ("Quyết định 64/QĐ-MTTQ-BTT", "64/QĐ-MTTQ-BTT", "QĐ"),
        ("Bản án hình sự sơ thẩm số 27/2018/HS-ST", "27/2018/HS-ST", "BA"),
        ("Quyết định khởi tố bị can số 145/CQĐT", "145/CQĐT", "QĐ"),
        ("Nghị quyết số 02-2018/NQ-CP", "02-2018/NQ-CP", "NQ"),
        ("Kế hoạch liên tịch số 09/KHLT/UBND-UBMTTQ", "09/KHLT/UBND-UBMTTQ", "KH"),
        ("Quy định 22-QĐ/TW", "22-QĐ/TW", "QyĐ"),
        ("Quy định 07-QĐi/TW", "07-QĐi/TW", "QyĐ"),
        ("Quy định số 03-QyĐ/ĐU", "03-QyĐ/ĐU", "QyĐ"),
        ("Quyết định 22-QĐ/TW", "22-QĐ/TW", "QĐ"),
        ("Hướng dẫn số 15-HD/VPTW", "15-HD/VPTW", "HD"),
        ("Thông tri số 06-TT/TU", "06-TT/TU", "TT"),
        ("Kết luận số 118-TB/TU", "118-TB/TU", "KL"),
        ("Chỉ thị số 09-CT/TU", "09-CT/TU", "CT"),
        ("Chương trình hành động số 09-CT/TU", "09-CT/TU", "CTr"),
        ("Kế hoạch 64-KH/ThU", "64-KH/ThU", "KH"),
        ("Nghị quyết số 04-NQ/CB", "04-NQ/CB", "NQ"),
        ("Kế hoạch 21-KH/BTGDVTU", "21-KH/BTGDVTU", "KH"),
        ("bản sao số 16-BS/UBKTTU", "16-BS/UBKTTU", "BS"),
    ],
)
def test_state_and_party_numbers_are_read_with_their_kind(printed: str, number: str, kind: str) -> None:
    text = f"Thực hiện {printed}, các xã đã tổ chức họp dân."
    assert (numbers(text), one(text, "doc_type")) == ([number], kind)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Kế hoạch số 55 – KH/HU", "55-KH/HU"),
        ("Kế hoạch số 55 - KH / HU", "55-KH/HU"),
        ("Kế hoạch số : 55/KH-UBND", "55/KH-UBND"),
        ("Quyết định 27 /2019/QĐ-UBND", "27/2019/QĐ-UBND"),
        ("Thông tư 08/2018/TT- BYT", "08/2018/TT-BYT"),
        ("Quyết định 902 QĐ/TWĐTN", "902QĐ/TWĐTN"),
        ("Quy định 44/QĐ/TW", "44/QĐ/TW"),
        ("Quyết định 44/QĐ-TW", "44/QĐ-TW"),
        ("Nghị quyết 26-NQ-TW", "26-NQ-TW"),
        ("Quy định số44-QĐ/TW", "44-QĐ/TW"),
        ("Nghị quyết 20-Nq/tw", "20-Nq/tw"),
        ("Chỉ thị 13-CT/tw", "13-CT/tw"),
        ("Chỉ thị 13 - CT/T.Ư", "13-CT/T.Ư"),
        ("Chỉ thị 13 -CT/T.W", "13-CT/T.W"),
        ("Biên bản số 0012345/BB-VPHC", "0012345/BB-VPHC"),
        ("Quyết định số 71/QÐ-UBND", "71/QĐ-UBND"),
        ("Quyết định số 71/QD-UBND", "71/QD-UBND"),
        ("Kế hoạch 71/KH-UBND.NC", "71/KH-UBND.NC"),
        ("Kế hoạch 12a/KH-UBND", "12a/KH-UBND"),
        ("Chỉ thị 04b-CT/TU", "04b-CT/TU"),
        ("Chương trình 03-Ctr/TU", "03-Ctr/TU"),
        ("Nghị định 30/2013/NĐ-CPngày 8/4/2013", "30/2013/NĐ-CP"),
        ("Nghị định số 64/CP", "64/CP"),
        ("Thông tư 15/2017 - BYT", "15/2017-BYT"),
    ],
)
def test_slips_of_spacing_case_and_accents_do_not_hide_a_number(printed: str, number: str) -> None:
    assert numbers(f"Theo {printed}, hồ sơ được giải quyết trong ngày.") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị quyết 30 đã đi vào cuộc sống.", "30"),
        ("Ngư dân nói về nghị định 67 của Chính phủ.", "67"),
        ("Chỉ thị số 35 ngày 14/6/2018 nêu rõ.", "35"),
        ("Dự thảo thay QĐ 33 đang lấy ý kiến.", "33"),
        ("UBND tỉnh gửi Công điện số 13 ngày 3/7.", "13"),
        ("Theo Quyết định 512/2015 của UBND thành phố.", "512/2015"),
        ("Theo quyết định 2077 của UBND tỉnh.", "2077"),
        ("Thực hiện báo cáo số 144 của Ban Chấp hành.", "144"),
        ("Dân đến theo giấy mời số 87.", "87"),
        ("Tờ trình xin kinh phí mang số 29.", "29"),
        ("Sở gửi Công văn trả lời số 118 cho dân.", "118"),
        ("Ghe vay theo NĐ67 đã trả hết nợ.", "67"),
    ],
)
def test_a_number_without_symbols_counts_after_a_head_word(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xã bám theo những kế hoạch số 12, 13/KH-UBND.", ["12/KH-UBND", "13/KH-UBND"]),
        ("Quán triệt Nghị quyết số 10, 11-NQ/TU.", ["10-NQ/TU", "11-NQ/TU"]),
        ("Tỉnh gửi các văn bản số 63 và 64 đến các xã.", ["63", "64"]),
        ("Theo các quyết định 63, 64-QĐ/TU, hai đồng chí nghỉ hưu.", ["63-QĐ/TU", "64-QĐ/TU"]),
        ("Riêng hai nghị quyết 63, 64 chỉnh lại dự toán.", ["63", "64"]),
        ("Thành phố ký 3 Quyết định mang số 156, 157 và 158.", ["156", "157", "158"]),
        ("Theo hai Quyết định số 378/QĐ-UBND và 379/QĐ-UBND.", ["378/QĐ-UBND", "379/QĐ-UBND"]),
    ],
)
def test_every_number_of_a_list_is_a_paper(text: str, found: list[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Điện thoại: 0294.3812345 - Fax: 0294.3612345, đường dây nóng 0912/345-678.",
        "Xã đạt 9/19 tiêu chí, 10/10 ấp văn hóa; đội nhà thắng 3-1.",
        "Trụ sở: số 12/4 đường Lê Lợi, Khóm 4; kho ở số 7, Trần Phú.",
        "Xe 84C-012.34 va chạm xe 51F-123.45, tàu BT-99689-TS cập cảng.",
        "Nước đạt QCVN 01:2009/BYT, bê tông theo TCVN 5574:2018/BXD và ISO 9001:2015.",
        "Giải quyết 2382/2382 hồ sơ, trực 24/7, thu 60 triệu đồng/người/năm, xe chạy 12 km/h trên QL1A.",
        "Chuyến bay VN-1234 và VJ134 bị hoãn, tuyến xe buýt số 43 vẫn chạy.",
        "Vụ tai nạn tại Km 12/QL1A, bản đồ tỷ lệ 1/500.",
        "Nghị quyết Trung ương 4 khóa XII và Nghị quyết Đại hội XIII.",
        "Kế hoạch 5 năm 2021-2025, báo cáo 6 tháng đầu năm.",
        "Tòa ra quyết định phạt 5 triệu đồng, kỷ luật 3 cán bộ.",
        "Chương trình 135, Chương trình 30a và Đề án 06.",
        "Trường Tiểu học số 2 và Phòng công chứng số 3.",
        "Luật Đất đai năm 2013, Bộ luật Hình sự 2015, khoản 2 Điều 9.",
        "Quyết định 3 nội dung, thông báo 2 số điện thoại.",
        "Giá 80.000 đồng/kg, công suất 940 HP/kW.",
        "Phụ lục số 3, mẫu số 05, tài khoản số 1234567890.",
        "Phòng 3 - Cục Kỹ thuật và Khóm 4 - UBND thị trấn.",
        "Tuyến xe buýt 9-KH và xe buýt số 9-KH đi bến xe, xe 57L-0432 chở quá tải, xe biển số 57L-0432 cũng vậy.",
        "Mẫu thông báo 07/QLN và phụ lục số 02/PL được phát cho dân.",
        "Theo báo cáo, tàu cá mang số 29 và cầu thủ mang số 10 đã về bến.",
    ],
)
def test_other_numbers_are_no_papers(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Kế hoạch số 31-KH/HU của Ban Thường vụ Huyện ủy Cao Lãnh về dân vận.", "Ban Thường vụ Huyện ủy Cao Lãnh"),
        ("Kế hoạch số 9-KH/ĐU ngày 5/3/2021 của Đảng ủy xã Bình Hàng triển khai.", "Đảng ủy xã Bình Hàng"),
        ("Chỉ thị 05-CT/TW của Bộ Chính trị được học tập.", "Bộ Chính trị"),
        ("Thông tư 08/2020/TT-BTC, có hiệu lực từ ngày 1/3/2020, của Bộ Tài chính.", "Bộ Tài chính"),
        (
            "Ban Thường vụ Đảng ủy thị trấn Mỹ Thọ xây dựng Kế hoạch số 15-KH/ĐU.",
            "Ban Thường vụ Đảng ủy thị trấn Mỹ Thọ",
        ),
        ("Ngày 8/5/2022, UBND tỉnh Bến Tre ban hành Quyết định số 22/QĐ-UBND.", "UBND tỉnh Bến Tre"),
        ("Chủ tịch UBND huyện Mỏ Cày Lê Văn Tám vừa ký Quyết định số 22/QĐ-UBND.", "Chủ tịch UBND huyện Mỏ Cày"),
        ("Chủ tịch UBND TP Sa Đéc Cao Thị Sang vừa ký Công văn 22/UBND-NN.", "Chủ tịch UBND TP Sa Đéc"),
        ("Năm 1981, UBND tỉnh Hà Nam Ninh ra Quyết định số 22-QĐ/UB.", "UBND tỉnh Hà Nam Ninh"),
        ("Theo Quyết định 22/QĐ-UBND của UBND TP. Đề nghị các xã thực hiện.", "UBND TP"),
        ("UBND tỉnh phê duyệt dự án cầu mới tại Quyết định số 5/QĐ-UBND.", "UBND tỉnh"),
        ("Thông tư số 10/2024/TT-BTC mới được Bộ Tài chính ban hành.", "Bộ Tài chính"),
        ("Nghị định 61/2021/NĐ-CP do Chính phủ ban hành ngày 18/6/2021.", "Chính phủ"),
        ("Quyết định 71/QĐ-SYT của Giám đốc Sở Y tế tỉnh An Giang.", "Giám đốc Sở Y tế tỉnh An Giang"),
        ("Kết luận số 17/KL-TTr của Thanh tra tỉnh Kon Tum nêu rõ.", "Thanh tra tỉnh Kon Tum"),
        ("Quốc hội đã thông qua 7 luật, có Luật Quản lý thuế số 38/2019/QH14.", "Quốc hội"),
        ("Kế hoạch số 7 của Ban Chỉ đạo 389 quốc gia được gửi đi.", "Ban Chỉ đạo 389 quốc gia"),
        ("Đường lầy, huyện Tam Nông đã gửi Tờ trình số 8/TTr-UBND xin tỉnh.", "huyện Tam Nông"),
        ("Báo cáo số 7/BC-KTXH của Ban Kinh tế - Xã hội được khen.", "Ban Kinh tế - Xã hội"),
        ("Bản án số 5/2020/HS-ST của TAND huyện Tam Nông đã có hiệu lực.", "TAND huyện Tam Nông"),
        ("UBKT Huyện ủy có Thông báo số 6-TB/UBKTHU về khoản thu.", "UBKT Huyện ủy"),
        ("Phó Cục trưởng Cao Văn Tám ký Thông báo số 22/TB-CT.", ""),
        ("Phó Chủ tịch UBND tỉnh Trịnh Đình Tám mới ký Công văn số 4957.", "UBND tỉnh"),
        ("Tại Quyết định số 9/QĐ-UBND ngày 4/10/2022, UBND tỉnh đã bỏ phí này.", "UBND tỉnh"),
        ("Đề án của UBND huyện Tam Nông (tại Quyết định số 9/QĐ-UBND) đã xong.", "UBND huyện Tam Nông"),
        ("Quốc hội khóa XIII vừa ra Nghị quyết số 47 về thí điểm thu phí.", "Quốc hội"),
        ("Theo Thông tư 2 quy định giá không do quỹ chi trả của Trung tâm Y tế.", ""),
    ],
)
def test_the_issuer_is_read_after_or_before_the_number(text: str, issuer: str) -> None:
    assert one(text, "issuer") == issuer


@pytest.mark.parametrize(
    "text",
    [
        "UBND xã làm đường theo Quyết định số 755/QĐ-TTg.",
        "UBND huyện ban hành Kế hoạch thực hiện Nghị quyết số 19-NQ/TW.",
        "Thực hiện Kế hoạch số 12/KH-UBND, các xã đã ra quân.",
        "Bộ Chính trị họp ba ngày; các xã học Nghị quyết số 4-NQ/TW.",
    ],
)
def test_an_issuer_that_is_not_printed_is_not_guessed(text: str) -> None:
    assert one(text, "issuer") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kế hoạch số 9-KH/ĐU, ngày 05/03/2021 của Đảng ủy xã.", "2021-03-05"),
        ("Quyết định số 9/QĐ-UBND (17/10/2016) của UBND tỉnh.", "2016-10-17"),
        ("Nghị định 58/2018/NĐ-CP ban hành ngày 18/04/2018 của Chính phủ.", "2018-04-18"),
        ("Quyết định 9/QĐ-UBND của UBND tỉnh ngày 4 tháng 1 năm 2022.", "2022-01-04"),
        ("Ngày 17.2.2023, Tỉnh ủy ban hành Chương trình số 32-CTr/TU.", "2023-02-17"),
        ("Nghị định 50/2014/NĐ-CP có hiệu lực từ ngày 10/7/2014.", ""),
        ("Công điện số 13 ngày 3/7 yêu cầu các xã trực bão.", ""),
        ("Thông báo số 9-TB/HU, ngày 05 / 7 /2005 của Huyện ủy.", "2005-07-05"),
        ("Quy định số 9-QĐ/TU ngày 01-10-1997 đã cũ.", "1997-10-01"),
        ("Biên bản số 9/BB-VPHC lập ngày 2 tháng 3 năm 2024.", "2024-03-02"),
        ("Kế hoạch 9/KH-UBND về giữ rừng ký ngày 5/3/2021.", "2021-03-05"),
        ("Nghị quyết 9/NQ-HĐND về chia vốn do HĐND xã thông qua ngày 5/3/2021.", "2021-03-05"),
        ("Hướng dẫn số 9/HD-SYT do Sở Y tế phát hành 05/01/2017 về tiêm chủng.", "2017-01-05"),
    ],
)
def test_the_day_of_issue_is_the_one_printed_with_the_paper(text: str, day: str) -> None:
    assert one(text, "issued_on") == day


def test_a_day_without_a_year_is_read_from_the_day_of_publication() -> None:
    assert one("Công điện số 13 ngày 3/7 yêu cầu các xã trực bão.", "issued_on", "2019-07-05") == "2019-07-03"
    assert one("Công điện số 13 ngày 29/12 yêu cầu trực tết.", "issued_on", "2020-01-02") == "2019-12-29"


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 9/KH-UBND.NC ban hành 3/7.",
        "Kết luận số 9/KL-TTr của Thanh tra huyện ký 3.7 nêu bốn sai phạm.",
        "Công điện 9/CĐ-UBND do Chủ tịch UBND huyện ký đêm 3/7 còn hiệu lực.",
        "Quyết định 9/QĐ-UBND do UBND tỉnh ký hôm 3/7.",
        "Tờ trình 9/TTr-UBND gửi 3/7 chưa có hồi âm.",
        "Chương trình số 9-CTr/HU (3/7) được quán triệt.",
        "Công văn số 9/UBND-ĐC, đề ngày 3/7: đã kè xong bờ.",
        "Quyết định 9-QĐ/TU về kỷ luật đảng viên ký ngày 03/7.",
        "Ngày 3-7, huyện ra Kế hoạch 9/KH-UBND trồng rừng.",
        "Chiều 3/7, UBND xã Bình Hàng ký Quyết định 9/QĐ-UBND.",
        "KẾ HOẠCH số 9-KH/TU, Ban Thường vụ Tỉnh ủy ký 3.7: Kiểm tra ba huyện.",
    ],
)
def test_a_word_of_signing_or_the_time_of_day_opens_the_day_of_issue(text: str) -> None:
    assert one(text, "issued_on", "2019-07-05") == "2019-07-03"


def test_a_share_behind_the_number_is_no_day_of_issue() -> None:
    assert one("Biên bản số 9/BB-UBND ghi 10/12 hộ đã ký.", "issued_on", "2019-07-05") == ""
    assert one("Theo Kế hoạch 9/KH-UBND, 10/12 xã đã xong.", "issued_on", "2019-07-05") == ""


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Quyết định số 9/QĐ-UBND ngày 5/3/2021 của UBND xã về việc thu hồi đất, trong đó có 3 hộ.",
            "về việc thu hồi đất",
        ),
        ("Công văn 9/UBND-NN V/v phòng chống hạn mặn.", "V/v phòng chống hạn mặn"),
        ("Kế hoạch số 9-KH/HU của Huyện ủy thực hiện mô hình “Dân vận khéo”.", "thực hiện mô hình “Dân vận khéo”"),
        ("Theo Kế hoạch số 9-KH/HU, xã đã họp.", ""),
        (
            "Học Nghị quyết 9-NQ/TU về “Giữ rừng, trồng rừng; bảo vệ nguồn nước” từ tháng trước.",
            "về “Giữ rừng, trồng rừng; bảo vệ nguồn nước”",
        ),
        ("Học Nghị quyết 9-NQ/TU về “Giữ rừng, trong đó nêu “rừng là vàng” đã lâu.", "về “Giữ rừng"),
        ("Học Quyết định số 9-QĐ/TW của Ban Bí thư, Quy định 101 và Kết luận 4-KL/TU.", ""),
        ("Học Chỉ thị 9-CT/TW của Bộ Chính trị (Khóa XII) về tiết kiệm.", "về tiết kiệm"),
        ("Kế hoạch 9/KH-UBND về trồng rừng theo Nghị quyết 5-NQ/HU đã có.", "về trồng rừng"),
        ("UBND tỉnh có Công văn 9/UBND-VX yêu cầu các sở, ngành về việc tiêm chủng.", "về việc tiêm chủng"),
        ("Quyết định số 9/QĐ-BTTTT về hỗ trợ doanh nghiệp nhỏ và vừa.", "về hỗ trợ doanh nghiệp nhỏ và vừa"),
        ("Xã theo Nghị quyết 9-NQ/HU về kinh tế, xã hội, góp phần giảm nghèo.", "về kinh tế, xã hội"),
        ("Theo Công văn 9/UBND-TC V/v khóa sổ, quyết toán phải gửi trước tết.", "V/v khóa sổ"),
        ("Ông nêu Nghị định 9/2018/NĐ-CP về đất đai, Bắc Kạn đã làm theo.", "về đất đai"),
        ("Học Chỉ thị 9-CT/TU về sinh hoạt chi bộ, Hướng dẫn số 4-HD/BTCTU.", "về sinh hoạt chi bộ"),
        ("Nghị quyết 9/NQ-HĐND về chia vốn do HĐND xã ban hành.", "về chia vốn"),
        ("Huyện ra Kế hoạch 9/KH-UBND nhân rộng mô hình dưa lưới.", "nhân rộng mô hình dưa lưới"),
        ("Xã xin ý kiến; Nghị định 9/2025/NĐ-CP về tài sản công cho phép.", "về tài sản công"),
        (
            "UBND xã phát hành Thông báo số 9/TB-UBND về lịch tiếp dân của Thường trực HĐND xã.",
            "về lịch tiếp dân của Thường trực HĐND xã",
        ),
    ],
)
def test_the_subject_is_read_as_printed(text: str, subject: str) -> None:
    assert papers(text)[0].value["subject"] == subject


def test_a_paper_cited_again_is_one_record_with_all_that_is_told_of_it() -> None:
    found = papers("Chỉ thị số 45-CT/TW ngày 4/6/2019 được học tập. Xã làm theo Chỉ thị 45 của Bộ Chính trị.")
    assert {tuple(m.value[k] for k in fields()["documents"].key) for m in found} == {("45-CT/TW", "CT", "Bộ Chính trị")}
    assert {m.value["issued_on"] for m in found} == {"2019-06-04"}
    assert [m.flags for m in found] == [(), ("short form",)]


def test_one_number_of_two_committees_is_two_papers() -> None:
    found = papers("Kế hoạch số 14-KH/HU của Huyện ủy Tam Nông. Kế hoạch số 14-KH/HU của Huyện ủy Cao Lãnh.")
    assert [m.value["issuer"] for m in found] == ["Huyện ủy Tam Nông", "Huyện ủy Cao Lãnh"]


def test_papers_in_a_row_share_the_issuer_of_the_last() -> None:
    found = papers("Theo Quyết định số 188/QĐ-TTg, Quyết định số 307/QĐ-TTg của Thủ tướng Chính phủ, huyện chi trả.")
    assert [m.value["issuer"] for m in found] == ["Thủ tướng Chính phủ"] * 2


def test_papers_of_several_kinds_that_one_body_issues_share_it() -> None:
    found = papers("UBND thị trấn ban hành Kế hoạch số 2/KH-UBND, ngày 02/1, và Thông báo số 5/TB-UBND kẻ vạch.")
    assert [m.value["issuer"] for m in found] == ["UBND thị trấn"] * 2


def test_papers_under_one_head_word_share_the_subject() -> None:
    found = papers("HĐND thông qua Nghị quyết số 10, 11/NQ-HĐND về đầu tư công.")
    assert [m.value["subject"] for m in found] == ["về đầu tư công"] * 2


def test_papers_under_one_head_word_are_of_the_day_that_the_last_one_prints() -> None:
    found = papers("Theo Quyết định số 10/QĐ-UBND, 11/QĐ-UBND ngày 5/3/2021 của UBND xã Hòa An.")
    assert [m.value["issued_on"] for m in found] == ["2021-03-05"] * 2


def test_papers_that_a_plural_word_opens_share_the_subject() -> None:
    found = papers(
        "UBND xã có các Quyết định số 10 ngày 2/8/2017 và Quyết định số 34 ngày 8/11/2017 về lập tổ xác minh."
    )
    assert [m.value["subject"] for m in found] == ["về lập tổ xác minh"] * 2


def test_papers_in_a_row_may_each_have_their_day() -> None:
    found = papers("UBND huyện có Quyết định số 1213 ngày 21/8/2018 và Quyết định số 1537 ngày 6/11/2018 về hạn mặn.")
    assert [m.value["issuer"] for m in found] == ["UBND huyện"] * 2
    assert [m.value["issued_on"] for m in found] == ["2018-08-21", "2018-11-06"]


def test_a_bare_number_of_another_body_is_no_short_form() -> None:
    found = papers("Tỉnh ban hành Nghị quyết số 18-NQ/TU. Trước đó có Nghị quyết số 18 của Bộ Chính trị.")
    assert [m.value["number"] for m in found] == ["18-NQ/TU", "18"]


def test_the_table_of_a_page_of_papers_is_read_by_its_labels() -> None:
    text = "Số/Ký hiệu\nTL-27\nNgày ban hành\n22/12/2011\nTrích yếu\nVề trực tết\nCơ quan ban hành\nUBND huyện Tam Nông"
    (paper,) = papers(text)
    assert [paper.value[k] for k in ("number", "issuer", "issued_on", "subject")] == [
        "TL-27", "UBND huyện Tam Nông", "2011-12-22", "Về trực tết",
    ]  # fmt: skip


def test_what_was_turned_down_is_told_with_the_reason() -> None:
    doc = read("Xã thực hiện Chương trình 135 và chương trình 5 năm.", only=["documents"])
    assert [r.text for r in doc.rejected] == ["135", "5"] and all(r.reason for r in doc.rejected)


def test_the_gate_lets_through_every_sentence_that_holds_a_paper() -> None:
    text = "Số 5-NQ/TU. Xem văn bản số 7. NĐ 67 đã cũ. Xã thu 5 tỷ. Luật số 3/2019/QH14. 05 CT/TW."
    gated, free = (read(text, only=["documents"], gated=g).mentions for g in (True, False))
    assert gated == free and len(gated) == 5


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Chỉ thị 35 về đại hội được triển khai tới các chi bộ.", "về đại hội"),
        ("Nghị quyết số 15-NQ/HU về phát triển nông nghiệp đã đi vào cuộc sống.", "về phát triển nông nghiệp"),
        ("Các xã cho biết Kế hoạch số 8/KH-UBND về trồng cây được bà con ủng hộ.", "về trồng cây"),
        ("Quyết định số 7/QĐ-UBND về thu hồi đất được UBND huyện ký ngày 5/3/2023.", "về thu hồi đất"),
        (
            "Xã nhận Quyết định 7/QĐ-UBND về thu hồi đất đã giao cho lâm trường.",
            "về thu hồi đất đã giao cho lâm trường",
        ),
    ],
)
def test_a_subject_ends_before_what_is_said_of_the_paper(text: str, subject: str) -> None:
    assert one(text, "subject") == subject


def test_whose_work_on_a_paper_of_the_centre_it_is_does_not_make_them_its_issuer() -> None:
    assert one("Kết quả thực hiện Đề án 06/QĐ-TTg của Công an xã.", "issuer") == ""
    assert one("Theo Đề án 06/QĐ-TTg của Thủ tướng Chính phủ.", "issuer") == "Thủ tướng Chính phủ"


def test_in_a_row_the_head_word_rules_its_own_kind_of_symbol_alone() -> None:
    kinds = [
        m.value["doc_type"] for m in papers("Kế hoạch số 8/KH-BCĐ; 12/QĐ-HĐTĐKT. Kết luận 263-TB/TU và 264-TB/TU.")
    ]
    assert kinds == ["KH", "QĐ", "KL", "KL"]


def test_orders_of_the_president_are_papers() -> None:
    text = "Chủ tịch nước ký Lệnh số 09/2020/L-CTN công bố Luật Cư trú."
    assert (numbers(text), one(text, "doc_type"), one(text, "issuer")) == (["09/2020/L-CTN"], "L", "Chủ tịch nước")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Cục Thống kê Phú Yên phát hành Báo cáo số 246/BC-CTK.", "Cục Thống kê Phú Yên"),
        ("UBND xã Hòa An trả lời tại Công văn số 14/UBND-KT.", "UBND xã Hòa An"),
        ("Theo Công văn 9/UBND-TC của UBND thành phố V/v khóa sổ.", "UBND thành phố"),
        ("Xã học Chỉ thị số 8-CT/TU về tiết kiệm của Ban Thường vụ Tỉnh ủy.", "Ban Thường vụ Tỉnh ủy"),
    ],
)
def test_an_issuer_answers_publishes_or_stands_behind_the_subject(text: str, issuer: str) -> None:
    assert one(text, "issuer") == issuer
