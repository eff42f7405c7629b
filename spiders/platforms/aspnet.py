"""Portals on an ASP.NET system of their own (Quảng Trị Party, Quảng Ninh, Hải Dương)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class AspNet(Platform):
    """Web Forms and MVC portals that no product stands behind: list pages by number or post-back, print views.

    Control ids seen in a public table of XPaths for the ministries' sites, addresses in link lists of provincial sites.
    """

    name = "aspnet"
    title = "own ASP.NET system"
    marks = (
        Mark("html", r"name=[\"']__VIEWSTATE", 0.35),
        Mark("html", r"WebForm_|__doPostBack|/WebResource\.axd|/ScriptResource\.axd|aspnetForm", 0.25),
        Mark("url", r"\.aspx(?:$|[?/])", 0.3),
        Mark("url", r"/(?:Article|Portal|News)/(?:ViewList|PrintItem|View|Detail)\w*\.aspx|[?&]dinhdanh=", 0.5),
    )
    layouts = (
        Layout(
            body="#divNewsDetails, #show_content, #primarycontent, [id$='_divContent'], [id$='lblNoiDung']"
            ", [id$='_lblContent']"
            ", [id$='_ltrContent'], .article-content",
            title="[id$='newsTitle'], [id$='lbHeadline'], [id$='lblHeadline'], [id$='lblTitle'], [id$='lblTieuDe']"
            ", .article-title, #news_details h1",
            lead="[id$='newsContent'], #show_description, [id$='lblSummary'], [id$='lblSapo']"
            ", [id$='lblMoTa'], .article-brief",
            time="[id$='lblDate'], [id$='lbDate'], [id$='lblNgayDang'], [id$='lblPublishDate'], .post-date"
            ", .article-date",
            byline="[id$='lblAuthor'], [id$='lblTacGia']",
            drop=".relate-news",
        ),
    )
    article_url = (
        r"(?:ViewDetails?|PrintItem|ArticleDetail|chi-?tiet|Detail)\w*\.aspx"
        r"|ContentID=\d+|[?&](?:article|news)?id=\d+|[?&]tc=\d+"
    )
    list_url = r"[?&](?:pagenumber|page|trang|p)=\d+|ViewList\.aspx"


PLATFORM = AspNet()
