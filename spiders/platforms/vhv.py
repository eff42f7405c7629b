"""VHV's portal (Lai Châu, Bình Định, Gia Lai, Hưng Yên, departments of Đắk Nông and Thái Bình since about 2020)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform

_TIME = ".post-date, .article-date"
_DROP = ".relate-news, .relatedArticles, .social-share"


class Vhv(Platform):
    """The portal of the vendor VHV: modules in the browser, files by site number and day.

    Classes of title, lead and body as the vendor's own script of the article view names them, and with time and lists
    as public crawlers of the Gia Lai and Hưng Yên portals read them; addresses of files in public source files.
    """

    name = "vhv"
    title = "VHV portal"
    marks = (
        Mark("html", r"\bVHV\.(?:Model|Content|App|load|request|siteId|using)\b", 0.7),
        Mark("any", r"/publish/thumbnail/\d{4,}/|/upload/\d{4,}/(?:fck/|(?:19|20)\d{6}/)", 0.5),
        Mark("html", r"class=[\"'][^\"']*\b(?:article-title common-title|article-content common-content)\b", 0.5),
        Mark("html", r"class=[\"'][^\"']*\b(?:article-brief|common-brief|wrapper-pagination)\b", 0.2),
        Mark("url", r"/chuyen-muc-[^/]+-c\d+-\d+\.html", 0.4),
    )
    layouts = (
        Layout(
            body=".content-detail",
            title="h1.title-detail, .title-detail",
            lead=".article-brief, .common-brief",
            time=_TIME,
            drop=_DROP,
            next=".wrapper-pagination a.next-pages",
        ),
        Layout(
            body=".article-content, .common-content, .new-detail-layout-type-2",
            title="h1.title-detail, .title-detail, h1",
            lead=".article-brief, .common-brief",
            time=_TIME,
            drop=_DROP,
            next=".wrapper-pagination a.next-pages",
        ),
    )
    article_url = r"/(?:[a-z0-9]+-){3,}[a-z0-9]+(?:-\d{3,})?(?:\.html)?$"
    list_url = r"/chuyen-muc-[^/]+\.html|[?&]page=\d+"


PLATFORM = Vhv()
