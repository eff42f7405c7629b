"""IBM WebSphere Portal (older portals of An Giang, Cà Mau departments)."""

from spiders.layout import Layout
from spiders.platforms.base import Mark, Platform


class WebSphere(Platform):
    """WebSphere Portal with Web Content Manager under /wps.

    Addresses seen in link lists of provincial sites, containers in a public table of XPaths and in the product's
    public themes; provinces write their own presentation templates, so that the body often is found without selector.
    """

    name = "websphere"
    title = "IBM WebSphere Portal"
    marks = (
        Mark("url", r"/wps/(?:my)?portal", 0.8),
        Mark("html", r"/wps/(?:wcm|portal|PA_|themes|contenthandler)", 0.6),
        Mark("html", r"wptheme\w+|ibmPortal|layoutContainers", 0.5),
    )
    layouts = (
        Layout(
            body=".wpthemeControlBody .content-detail, .wpthemeControlBody .article-content"
            ", .wpthemeControlBody .noidung"
            ", .wpthemeControlBody .news-content, .wpthemeControlBody .detail-content",
            title=".wpthemeControlBody h1, .wpthemeControlBody .title-detail, .wpthemeControlBody .tieude",
            lead=".wpthemeControlBody .sapo, .wpthemeControlBody .summary",
            time=".wpthemeControlBody .date, .wpthemeControlBody .time, .wpthemeControlBody .ngaydang",
        ),
    )
    article_url = r"/wps/portal/.*(?:tin-?chi-?tiet|chi-?tiet|detail)"
    list_url = r"/wps/portal/.*(?:pageNumber|trang)="


PLATFORM = WebSphere()
