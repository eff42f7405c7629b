"""DotNetNuke (departments of Long An and others)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class DotNetNuke(Platform):
    """DotNetNuke 4 to 9 with a news module; static text modules are not articles.

    Markup as the system's public modules print it (control ids of news modules, pane and module classes).
    """

    name = "dotnetnuke"
    title = "DotNetNuke"
    marks = (
        Mark("html", r"\bdnn_ctr\d+|\bDnnModule\b|__dnnVariable|dnn\.js", 0.7),
        Mark("any", r"/DesktopModules/|/Portals/\d+/|/Portals/_default/", 0.5),
        Mark("url", r"/tabid/\d+/|[?&]tabid=\d+", 0.6),
        Mark("html", r"<meta[^>]+generator[^>]+(?:DotNetNuke|DNN)", 0.9),
    )
    layouts = (
        Layout(
            body="[id$='_lblContent']:not([id*='HtmlModule']), [id$='_divContent'], [id$='_lblNoiDung']"
            ", [id$='_ArticleBody']"
            ", .article_content, .edn_articleContent, .newsdetail-content",
            title="[id$='_lblTitle'], [id$='_lblHeadline'], [id$='_lblTieuDe'], .edn_articleTitle, h1.article_title",
            lead="[id$='_lblSummary'], [id$='_lblDescription'], [id$='_lblTrichYeu'], .edn_articleSummary",
            time="[id$='_lblDate'], [id$='_lblPublishDate'], [id$='_lblDateTime'], [id$='_lblNgayDang']"
            ", .edn_metaDate, time",
            byline="[id$='_lblAuthor'], [id$='_lblTacGia']",
        ),
    )
    article_url = r"(?:articleid|newsid|itemid|id)[/=]\d+|ArticleView|/[^/]+-\d+(?:\.aspx|\.html)?$"
    list_url = r"(?:currentpage|page|pageindex)[/=]\d+"
    feeds = ("/SiteMap.aspx",)


PLATFORM = DotNetNuke()
