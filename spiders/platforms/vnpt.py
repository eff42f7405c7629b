"""VNPT vnPortal (Trà Vinh, Ninh Bình, Cao Bằng, Hà Nội tenants and others)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class Vnpt(Platform):
    """VNPT vnPortal, an ASP.NET system; old sites count menus and articles in the path, new ones end in a number.

    Markup seen in public crawlers of the Ninh Bình, Cao Bằng and Trà Vinh portals (body, heading, date, list blocks,
    numbered paging) and in public pages that embed its blocks and its image store.
    """

    name = "vnpt"
    title = "VNPT vnPortal"
    marks = (
        Mark("html", r"storage-vnportal\.vnpt\.vn", 0.6),
        Mark("html", r"alt=[\"']anh tin bai", 0.5),
        Mark("html", r"class=[\"'][^\"']*\bUI(?:Article|ListNews|MultiFunction)\w*|/DesktopModule/UI", 0.6),
        Mark("html", r"class=[\"'][^\"']*\bArticle(?:Content|Header|Summary)\b", 0.4),
        Mark("html", r"(?:designed by|thiết kế bởi|phát triển bởi|bản quyền)[^<]{0,40}VNPT", 0.4),
        Mark("url", r"/mDefault\.aspx\?sid=\d+", 0.7),
        Mark("url", r"://[^/]+/\d{3,5}/\d{3,6}/\d{3,6}(?:/\d{3,8}/|/?$|/[a-z])", 0.5),
    )
    layouts = (
        Layout(
            body=".ArticleContent",
            title=".ArticleHeader",
            lead=".ArticleSummary",
            time=".PostDate, .DateCreate",
            byline=".ArticleAuthor",
            drop=".relate-news, .box-relate, .ArticleRelated, .ArticleHeader, .PostDate",
            next=".ButtonPage a[rel='next']",
        ),
        # The older generation has no class of its own for the body, but one for the date.
        Layout(title=".ArticleHeader", time=".DateCreate, .PostDate"),
    )
    article_url = r"^/\d+/\d+/\d+/\d+(?:/|$)|/mDefault\.aspx\?.*\bid=\d+|-\d{4,}/?$"
    list_url = r"^/\d+/\d+/\d+(?:/[^/\d][^/]*)?/?$|/page/\d+/?$|^/\d+/\d+/?$"


PLATFORM = Vnpt()
