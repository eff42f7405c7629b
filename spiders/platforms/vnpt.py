"""VNPT vnPortal (Trà Vinh, Ninh Bình, Cao Bằng, Hà Nội tenants and others)."""

import re
from urllib.parse import urljoin

from spiders.layout import Layout, select
from spiders.page import Follow, Page
from spiders.platforms.base import Mark, Platform
from spiders.registry import Portal

_PAGER = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
# What the pager is asked with; the script of a list prints the first four, the rest are its usual settings.
_SETTING = re.compile(r"\b(article_category_id|categoryIds|site_id|page_size)\s*[:=]\s*[\"']?(\d+(?:,\d+)*)")
_USUAL = {
    "keyword": "",
    "date_begin": "",
    "date_end": "",
    "show_no": "False",
    "show_post_date": "True",
    "num_of_text": "0",
    "show_view_count": "False",
    "filter_order_in_list": "False",
    "is_default": "False",
    "new": "False",
    "number_of_day": "3",
    "articlelang": "vi-VN",
    "is_authenticated": "False",
}
_PAGES = re.compile(r"maxPage\s*=\s*(?:parseInt\()?[\"']?(\d+)")
_ITEMS = ".ArticleList .Title a, .Title a, a[href]"


class Vnpt(Platform):
    """VNPT vnPortal, an ASP.NET system; old sites count menus and articles in the path, new ones end in a number.

    Markup seen in public crawlers of the Ninh Bình, Cao Bằng and Trà Vinh portals (body, heading, date, list blocks,
    numbered paging) and in public pages that embed its blocks and its image store.
    """

    name = "vnpt"
    title = "VNPT vnPortal"
    marks = (
        Mark("any", r"storage-vnportal\.vnpt\.vn|files-vnportal\.", 0.6),
        Mark("any", r"/SiteFolders/", 0.5),
        Mark("any", r"//[^/\s]+/gov-[a-z]{2,4}/\d+/|/quantritintuc\d*/", 0.4),
        Mark("html", r"alt=[\"']anh tin bai", 0.5),
        Mark("html", r"class=[\"'][^\"']*\bUI(?:Article|ListNews|MultiFunction)\w*|/DesktopModule/UI", 0.6),
        Mark("html", r"class=[\"'][^\"']*\bArticle(?:Content|Header|Summary)\b", 0.4),
        Mark("html", r"(?:designed by|thiết kế bởi|phát triển bởi|bản quyền)[^<]{0,40}VNPT", 0.4),
        Mark("url", r"/mDefault\.aspx\?(?:[^#]*&)?sid=\d+", 0.7),
        Mark("url", r"://[^/]+/\d{3,5}/\d{3,6}/\d{3,6}(?:/\d{3,8}/|/?$|/[a-z])", 0.5),
        # One host serves many sites under their short names.
        Mark("url", r"://[^/]+/[a-z][\w-]*/\d{3,5}/\d{3,6}/\d{3,6}/\d{3,8}(?:/|$)", 0.5),
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
    article_url = (
        r"^(?:/[a-z][\w-]*)?/\d{3,}/\d{3,}/\d{3,}/\d{3,}(?:/|$)"
        r"|^/\d+/\d+/\d+/\d+(?:/|$)|/mDefault\.aspx\?.*\bid=\d+|-\d{4,}/?$"
    )
    list_url = r"/LoadArticle$|^/\d+/\d+/\d+(?:/[^/\d][^/]*)?/?$|/page/\d+/?$|^/\d+/\d+/?$"

    def next_page(self, page: Page, portal: Portal | None = None) -> Follow | None:
        """Return the request for the next page of a list: of new sites a POST that answers with a piece of the list."""
        asked = dict(page.form)
        if "article_category_id" in asked:
            full = len({a.get("href") for a in select(page.tree, _ITEMS)}) >= int(asked["page_size"])
            return _paged(page, asked, int(asked["page"]) + 1) if full else None
        told = dict(_SETTING.findall(page.html)) if "article_category_id" in page.html else {}
        pages = _PAGES.search(page.html)
        if told.keys() >= {"article_category_id", "site_id", "page_size"} and (not pages or int(pages[1]) > 1):
            return _paged(page, _USUAL | told, 2)
        return super().next_page(page, portal)


def _paged(page: Page, form: dict[str, str], number: int) -> Follow:
    counted = form | {"page": str(number), "no": f"-{form['page_size']}"}
    return Follow(urljoin(page.base, _PAGER), tuple(counted.items()))


PLATFORM = Vnpt()
