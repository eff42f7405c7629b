"""Every post of the closed list, in every place where a name may stand beside it."""

import pytest

from extractors.doc import Doc
from extractors.fields.officials import find

PARTY = """
Tổng Bí thư
Ủy viên Bộ Chính trị
Bí thư Trung ương Đảng
Ủy viên Trung ương Đảng
Ủy viên Ban Chấp hành Trung ương Đảng
Bí thư Tỉnh ủy
Phó Bí thư Thường trực Tỉnh ủy
Phó Bí thư Tỉnh ủy
Bí thư Thành ủy
Phó Bí thư Thường trực Thành ủy
Bí thư Quận ủy
Bí thư Huyện ủy
Phó bí thư thường trực Huyện ủy
Bí thư Thị ủy
Bí thư Đảng ủy
Phó Bí thư Đảng ủy xã
Ủy viên Ban Thường vụ
Ủy viên Ban Thường vụ Tỉnh ủy
Ủy viên Thường vụ
Ủy viên Thường vụ Huyện ủy
UVBTV
UVBTV Huyện ủy
UVTV
UVTV Thị ủy
Ủy viên Ban Chấp hành
Ủy viên Ban Chấp hành Đảng bộ tỉnh
UVBCH
UVBCH Đảng bộ huyện
Tỉnh ủy viên
Thành ủy viên
Quận ủy viên
Huyện ủy viên
Thị ủy viên
Đảng ủy viên
Trưởng ban Tổ chức Tỉnh ủy
Phó Trưởng ban Tổ chức Huyện ủy
Trưởng Ban Tuyên giáo Thành ủy
Phó trưởng ban Tuyên giáo Tỉnh ủy
Trưởng ban Dân vận Huyện ủy
Trưởng Ban Nội chính Tỉnh ủy
Trưởng ban Tuyên giáo và Dân vận Tỉnh ủy
Phó Trưởng ban Tuyên giáo và Dân vận Thành ủy
Trưởng ban Xây dựng Đảng
Trưởng Ban Xây dựng Đảng Đảng ủy xã
Chủ nhiệm Ủy ban Kiểm tra Huyện ủy
Phó Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy
Chủ nhiệm UBKT Đảng ủy
Phó Chủ nhiệm UBKT Huyện ủy
Phó Chủ nhiệm Thường trực UBKT Tỉnh ủy
Chánh Văn phòng Tỉnh ủy
Phó Chánh Văn phòng Huyện ủy
Phó Văn phòng Huyện ủy
Giám đốc Trung tâm Chính trị huyện
Phó Giám đốc Trung tâm Chính trị
Giám đốc Trung tâm Bồi dưỡng Chính trị huyện
Bí thư chi bộ
Phó Bí thư chi bộ
Bí thư Chi bộ ấp
Bí thư Đảng bộ
Phó Bí thư Đảng bộ xã
Bí thư Đảng ủy Khối
Bí thư Đảng ủy Khối các cơ quan tỉnh
Bí thư Đảng ủy Quân sự huyện
Bí thư Đảng ủy Công an tỉnh
Phó Bí thư Đảng ủy Công an Trung ương
Thường trực Đảng ủy
Phó Bí thư Thường trực Đảng ủy phường
"""

COUNCIL = """
Chủ tịch HĐND
Chủ tịch HĐND tỉnh
Phó Chủ tịch HĐND huyện
Phó Chủ tịch Thường trực HĐND tỉnh
Chủ tịch Hội đồng nhân dân xã
Trưởng ban Pháp chế HĐND tỉnh
Phó Trưởng ban Pháp chế HĐND huyện
Trưởng Ban Kinh tế - Ngân sách HĐND tỉnh
Phó Trưởng ban Kinh tế – Ngân sách HĐND tỉnh
Trưởng Ban Kinh tế - Xã hội HĐND huyện
Phó ban Kinh tế - Xã hội HĐND xã
Trưởng ban Văn hóa - Xã hội HĐND tỉnh
Trưởng Ban Văn hoá - Xã hội HĐND phường
Trưởng ban Dân tộc HĐND tỉnh
Trưởng ban Đô thị HĐND thành phố
đại biểu HĐND tỉnh
Đại biểu Hội đồng nhân dân huyện
đại biểu Quốc hội
Đại biểu Quốc hội khóa XV
ĐBQH
ĐBQH tỉnh
Trưởng đoàn ĐBQH tỉnh
Trưởng Đoàn đại biểu Quốc hội tỉnh
Phó Trưởng đoàn chuyên trách Đoàn ĐBQH tỉnh
Phó Trưởng Đoàn ĐBQH tỉnh
Tổ trưởng tổ đại biểu HĐND tỉnh
Tổ trưởng Tổ đại biểu HĐND huyện
"""

GOVERNMENT = """
Thủ tướng
Thủ tướng Chính phủ
Phó Thủ tướng
Phó Thủ tướng Thường trực Chính phủ
Bộ trưởng Bộ Nội vụ
Bộ trưởng Bộ Nông nghiệp và Môi trường
Thứ trưởng Bộ Tài chính
Vụ trưởng Vụ Địa phương
Phó Vụ trưởng Vụ Tổ chức cán bộ
Cục trưởng Cục Thuế tỉnh
Phó Cục trưởng Cục Thống kê tỉnh
Chủ tịch UBND tỉnh
Chủ tịch Ủy ban nhân dân huyện
Phó Chủ tịch UBND xã
Phó Chủ tịch Thường trực UBND tỉnh
CT UBND huyện
PCT UBND xã
P.CT UBND xã
Ủy viên UBND huyện
Ủy viên UBND xã
Chánh Văn phòng UBND tỉnh
Phó Chánh Văn phòng UBND tỉnh
Chánh Văn phòng HĐND và UBND huyện
Chánh Văn phòng HĐND-UBND huyện
Chánh Văn phòng HĐND - UBND thị xã
Phó Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh
Giám đốc Sở Tài chính
Phó Giám đốc Sở Nông nghiệp và PTNT
Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch
Giám đốc Trung tâm Y tế huyện
Phó Giám đốc Trung tâm Phục vụ hành chính công tỉnh
Giám đốc Trung tâm Phục vụ HCC
Giám đốc Trung tâm Văn hóa - Thông tin và Thể thao quận
Giám đốc Trung tâm VHTT&TT huyện
Giám đốc Ban QLDA đầu tư xây dựng huyện
Giám đốc Ban Quản lý dự án huyện
Giám đốc Kho bạc Nhà nước huyện
Giám đốc Kho bạc huyện
Giám đốc Bảo hiểm xã hội huyện
Phó Giám đốc BHXH tỉnh
Giám đốc Ngân hàng CSXH huyện
Giám đốc Ngân hàng Chính sách xã hội huyện
Giám đốc Phòng giao dịch NHCSXH huyện
Giám đốc Bệnh viện Đa khoa tỉnh
Phó Giám đốc Bệnh viện Sản - Nhi tỉnh
Chi cục trưởng Chi cục Kiểm lâm
Phó Chi cục trưởng Chi cục Thuế khu vực
Chi cục trưởng Chi cục Trồng trọt và Bảo vệ thực vật
Trưởng phòng Nội vụ huyện
Phó Trưởng phòng Nội vụ
Phó phòng Nội vụ
Trưởng phòng Tài chính - Kế hoạch huyện
Trưởng phòng Kinh tế - Hạ tầng huyện
Trưởng phòng Kinh tế và Hạ tầng huyện
Trưởng phòng Nông nghiệp và PTNT huyện
Trưởng phòng Nông nghiệp và Phát triển nông thôn
Trưởng phòng TN&MT huyện
Trưởng phòng Tài nguyên và Môi trường
Trưởng phòng LĐTB&XH huyện
Trưởng phòng LĐ-TB&XH
Trưởng phòng Lao động - Thương binh và Xã hội huyện
Trưởng phòng VHTT huyện
Trưởng phòng Văn hóa và Thông tin
Trưởng phòng Văn hóa - Thông tin
Trưởng phòng GD&ĐT huyện
Phó Trưởng phòng Giáo dục và Đào tạo
Trưởng phòng Tư pháp
Trưởng phòng Y tế
Trưởng phòng Dân tộc
Trưởng phòng Quản lý đô thị
Trưởng phòng Kinh tế xã
Trưởng phòng Văn hóa - Xã hội xã
Trưởng phòng Kinh tế, Hạ tầng và Đô thị phường
Chánh Thanh tra tỉnh
Phó Chánh Thanh tra huyện
Chánh Thanh tra Sở Y tế
Trưởng Thuế cơ sở 5
Phó Trưởng Thuế tỉnh
Giám đốc CDC tỉnh
Phụ trách Trạm Y tế xã
Giám đốc Trung tâm GDNN-GDTX huyện
Trưởng phòng Văn hóa, Khoa học và Thông tin huyện
Chủ tịch UBND đặc khu Phú Quốc
Chỉ huy trưởng Ban Chỉ huy Phòng thủ khu vực 2
Viện trưởng VKSND khu vực 5
Hiệu trưởng
Hiệu trưởng Trường Tiểu học Bình An
Phó Hiệu trưởng trường THCS Bình An
Trưởng trạm Y tế xã
Trưởng trạm Khuyến nông
Trạm trưởng Trạm Y tế xã
Chỉ huy trưởng BCH Quân sự xã
Chỉ huy trưởng Ban CHQS phường
công chức Văn phòng - thống kê xã
công chức Địa chính - xây dựng xã
công chức Địa chính - xây dựng - đô thị và môi trường phường
công chức Địa chính - nông nghiệp - xây dựng và môi trường xã
công chức Tài chính - kế toán xã
công chức Tư pháp - hộ tịch
công chức Văn hóa - xã hội
cán bộ Tư pháp - hộ tịch xã
"""

MASS = """
Chủ tịch Ủy ban MTTQ Việt Nam tỉnh
Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam xã
Chủ tịch UBMTTQ xã
Chủ tịch UBMTTQVN huyện
Phó Chủ tịch MTTQ huyện
Phó Chủ tịch Thường trực Ủy ban MTTQ tỉnh
Ủy viên Thường trực UBMTTQ huyện
Chủ tịch Mặt trận xã
Trưởng ban Công tác Mặt trận
Trưởng ban Công tác Mặt trận ấp
Trưởng ban công tác Mặt trận khu phố
Trưởng ban CTMT thôn
Trưởng BCTMT ấp
Chủ tịch Hội LHPN tỉnh
Phó Chủ tịch Hội Liên hiệp Phụ nữ huyện
Chủ tịch Hội Phụ nữ xã
Chủ tịch Hội Nông dân xã
Phó Chủ tịch Hội Nông dân Việt Nam
Chủ tịch Hội CCB huyện
Chủ tịch Hội Cựu chiến binh xã
Chủ tịch LĐLĐ tỉnh
Phó Chủ tịch Liên đoàn Lao động huyện
Chủ tịch Công đoàn
Chủ tịch Công đoàn cơ sở
Chủ tịch Công đoàn Công ty May Đại An
Bí thư Đảng ủy Công ty Điện lực
Chủ tịch Hội Chữ thập đỏ huyện
Chủ tịch Hội CTĐ huyện
Chủ tịch Hội Khuyến học tỉnh
Chủ tịch Hội Người cao tuổi xã
Chủ tịch Hội NCT xã
Chủ tịch Hội Cựu TNXP tỉnh
Chủ tịch Hội Cựu thanh niên xung phong huyện
Chủ tịch Hội NNCĐDC tỉnh
Chủ tịch Hội Nạn nhân chất độc da cam/dioxin tỉnh
Chủ tịch Hội Luật gia tỉnh
Bí thư Tỉnh đoàn
Phó Bí thư Thường trực Tỉnh Đoàn
Bí thư Thành đoàn
Bí thư Huyện đoàn
Phó Bí thư Thị đoàn
Bí thư Xã đoàn
Bí thư Đoàn xã
Bí thư Đoàn Thanh niên xã
Phó Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh huyện
Bí thư Đoàn TNCS Hồ Chí Minh phường
Chủ tịch Hội LHTN Việt Nam huyện
Chủ tịch Hội LHTN
Chi hội trưởng
Chi hội trưởng Chi hội Phụ nữ ấp
Chi hội trưởng Chi hội Nông dân thôn
Bí thư chi đoàn
Bí thư Chi đoàn thôn
Tổ trưởng tổ vay vốn ấp
Chủ tịch Liên minh Hợp tác xã tỉnh
"""

FORCES = """
Giám đốc Công an tỉnh
Phó Giám đốc Công an tỉnh
Trưởng Công an huyện
Phó Trưởng Công an xã
Trưởng CA xã
Trưởng phòng PC02 Công an tỉnh
Phó Trưởng phòng PC08
Trưởng phòng PX01 Công an tỉnh
Trưởng phòng Cảnh sát giao thông Công an tỉnh
Đội trưởng Đội CSGT Công an huyện
Chỉ huy trưởng Bộ CHQS tỉnh
Chính ủy Bộ CHQS tỉnh
Phó Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh
Tham mưu trưởng Bộ CHQS tỉnh
Phó Chỉ huy trưởng, Tham mưu trưởng Bộ CHQS tỉnh
Chỉ huy trưởng Ban CHQS huyện
Chỉ huy phó Ban CHQS xã
Chính trị viên Ban CHQS huyện
Chính trị viên phó Ban CHQS huyện
Chính trị viên phó Ban Chỉ huy Quân sự xã
Đồn trưởng Đồn Biên phòng
Chính trị viên Đồn Biên phòng Cửa Tiểu
Phó Đồn trưởng Đồn Biên phòng
Chỉ huy trưởng Bộ đội Biên phòng tỉnh
Xã đội trưởng
Thôn đội trưởng
Ấp đội trưởng
Chánh án TAND huyện
Phó Chánh án Tòa án nhân dân tỉnh
Viện trưởng VKSND huyện
Phó Viện trưởng Viện Kiểm sát nhân dân tỉnh
Chi cục trưởng THADS huyện
Chi cục trưởng Chi cục Thi hành án dân sự huyện
Cục trưởng Cục THADS tỉnh
"""

HAMLET = """
Trưởng ấp
Phó ấp
Phó trưởng ấp
Trưởng khóm
Phó khóm
Trưởng thôn
Phó thôn
Phó Trưởng thôn
Trưởng bản
Phó bản
Trưởng buôn
Phó buôn
Trưởng xóm
Phó xóm
Trưởng làng
Phó làng
Trưởng khu phố
Phó khu phố
Phó Trưởng khu phố
Trưởng khu
Phó khu
Trưởng khu dân cư
Trưởng bon
Trưởng phum
Trưởng sóc
Trưởng tiểu khu
Trưởng khối phố
Tổ trưởng TDP
Tổ trưởng tổ dân phố
Tổ phó TDP
Tổ phó tổ dân phố
Tổ trưởng Tổ dân phố 3
Trưởng ban nhân dân ấp
Phó Trưởng ban Nhân dân ấp
Trưởng Ban nhân dân khóm
Bí thư Chi bộ ấp
Bí thư Chi bộ khóm
Bí thư chi bộ thôn
Bí thư Chi bộ khu phố
Bí thư Chi bộ tổ dân phố
"""

POSTS = [post for part in (PARTY, COUNCIL, GOVERNMENT, MASS, FORCES, HAMLET) for post in part.strip().split("\n")]
SHAPES = [
    "Đồng chí Lê Văn Tí, {}, đến dự.",
    "Ông Lê Văn Tí - {}\nphát biểu",
    "{} Lê Văn Tí đến dự.",
    "- Đ/c Lê Văn Tí – {}",
    "Dự họp có ông Lê Văn Tí ({}).",
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("post", POSTS)
def test_a_post_of_the_closed_list_is_read_whole_beside_a_name(shape: str, post: str) -> None:
    found = {str(m.value["name"]): str(m.value["titles"]) for m in find(Doc(shape.format(post)))}
    assert found == {"Lê Văn Tí": post.replace(", ", "; ") if "Chỉ huy trưởng, " in post else post}
