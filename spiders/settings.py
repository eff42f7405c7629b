"""Scrapy settings of the crawl; VNNEWS_CONTACT in the environment says whom a portal's keeper can write to."""

import os

BOT_NAME = "vnnews"
VERSION = "0.1.0"
CONTACT = os.environ.get("VNNEWS_CONTACT", "https://pypi.org/project/vn-localgov-news/")
USER_AGENT = f"vnnews/{VERSION} (research archive of Vietnamese local news; +{CONTACT})"

SPIDER_LOADER_CLASS = "spiders.registry.PortalLoader"
SCHEDULER = "spiders.scheduler.FrontierScheduler"
# asyncio alone: a crawl can then be run any number of times in one process, and is cheaper a page.
TWISTED_REACTOR_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "spiders.download.PortalHandler",
    "https": "spiders.download.PortalHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}

# The frontier keeps one request a portal on its way; this is only how many portals may wait for an answer at once.
CONCURRENT_REQUESTS = 256
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Callbacks give no items; the engine starts so many tasks an answer.
CONCURRENT_ITEMS = 1
DOWNLOAD_DELAY = 1.0
# Our own throttle spreads the requests, upwards only: a Crawl-delay is the least.
DOWNLOAD_DELAY_JITTER = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 16_000_000
DOWNLOAD_WARNSIZE = 0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "vi",
    "Accept-Encoding": "gzip, deflate",
}

# Robots, delays, redirects, failures and conditional requests are the frontier's and our own middlewares' business.
ROBOTSTXT_OBEY = False
COOKIES_ENABLED = False
REDIRECT_ENABLED = False
RETRY_ENABLED = False
HTTPCACHE_ENABLED = False
REFERER_ENABLED = False
AUTOTHROTTLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOADER_STATS = False
DOWNLOADER_MIDDLEWARES = {
    "spiders.middlewares.Manners": 100,
    "spiders.middlewares.Conditional": 900,
    "spiders.middlewares.Wire": 950,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
EXTENSIONS = {
    "spiders.middlewares.Throttle": 0,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
}
LOG_LEVEL = "WARNING"
LOG_ENABLED = True
