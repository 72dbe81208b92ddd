"""All addresses of the site. The Chinese site is the same below /zh-hans/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe

from labsite.feeds import NewsFeed, ProfileFeed, PublicationsFeed, RecruitingFeed
from labsite.lib.page_cache import public_page
from labsite.pages import errors, machines
from labsite.pages.home import home
from labsite.pages.profile import profile
from labsite.pages.search import search
from labsite.pages.team import team
from labsite.pages.theme import theme
from labsite.sitemaps import SITEMAPS

urlpatterns = [
    path("sitemap.xml", public_page(require_safe(sitemap)), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", machines.healthz, name="healthz"),
    path("theme/", theme, name="theme"),
    re_path(r"^media/(?P<path>.+)$", machines.media, name="media"),
    *i18n_patterns(
        path("", public_page(home), name="home"),
        path("people/<slug:slug>/", public_page(profile), name="profile"),
        path("people/<slug:slug>/feed/", public_page(ProfileFeed.as_view()), name="profile-feed"),
        path("teams/<slug:slug>/", public_page(team), name="team"),
        path("", include("people.urls")),
        path("publications/feed/", public_page(PublicationsFeed.as_view()), name="publications-feed"),
        path("publications/", include("publications.urls")),
        path("news/feed/", public_page(NewsFeed.as_view()), name="news-feed"),
        path("news/", include("news.urls")),
        path("recruiting/feed/", public_page(RecruitingFeed.as_view()), name="recruiting-feed"),
        path("recruiting/", include("recruiting.urls")),
        path("search/", public_page(search), name="search"),
        path("accounts/", include("labsite.accounts.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]

handler403 = errors.refused
handler404 = errors.not_found
handler500 = errors.server_error
