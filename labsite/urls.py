"""The URLs of the site. The Chinese site has the same URLs below /zh-hans/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import JavaScriptCatalog

from core.caching import public_page
from core.function_paths import ViewAt
from labsite.feeds import NewsFeed, ProfileFeed, PublicationsFeed, RecruitingFeed
from labsite.views import errors, robots_and_health, sitemap
from labsite.views.accent import accent
from labsite.views.home import home
from labsite.views.media import media, publication_pdf
from labsite.views.open_data import data_file, data_schema
from labsite.views.page import page
from labsite.views.profile import profile
from labsite.views.project import project
from labsite.views.publication import publication
from labsite.views.search import search
from labsite.views.team import team
from labsite.views.theme import theme
from labsite.views.version import version
from publications.views import profile_publications

admin.autodiscover()


def at(name: str) -> ViewAt:
    """Return a view in ``labsite.views`` that its first request loads: visitors need few of them."""
    return ViewAt(f"labsite.views.{name}")


MY_DESK = [
    path("", at("me.me"), name="me"),
    path("data/", at("my_data.my_data"), name="my-data"),
    path("former-names/", at("former_names.my_former_names"), name="my-former-names"),
    path("profile/", at("edit.EditMyProfile"), name="my-profile"),
    path("profile/confirm/", at("me.confirm_profile"), name="confirm-profile"),
    path("import/", at("site_imports.my_import"), name="my-import"),
    path("import/<int:pk>/", at("site_imports.site_import"), name="site-import"),
    path("import/<int:pk>/forget/", at("site_imports.forget_site_import"), name="forget-site-import"),
    path("publications/", at("me.my_publications"), name="my-publications"),
    path("publications/add/", at("edit.AddPublication"), name="add-publication"),
    path("publications/import/", at("import_form.import_publications"), name="import-publications"),
    path("publications/import/lookups/<int:pk>/", at("import_form.import_lookup"), name="import-lookup"),
    path("publications/import/<int:pk>/", at("imports.imported"), name="import"),
    path("publications/import/<int:pk>/forget/", at("imports.forget_import"), name="forget-import"),
    path("publications/claim/<int:pk>/", at("me.claim"), name="claim"),
    path("publications/claim/<int:pk>/decline/", at("me.decline_claim"), name="decline-claim"),
    path("publications/<slug:slug>/", at("edit.EditPublication"), name="edit-publication"),
    path("publications/<slug:slug>/not-me/", at("me.disclaim"), name="disclaim"),
    path("projects/", at("me.my_projects"), name="my-projects"),
    path("projects/add/", at("edit.AddProject"), name="add-project"),
    path("projects/<slug:slug>/", at("edit.EditProject"), name="edit-project"),
    path("news/", at("me.my_news"), name="my-news"),
    path("news/add/", at("edit.AddNews"), name="add-news"),
    path("news/<slug:slug>/", at("edit.EditNews"), name="edit-news"),
    path("shared/<slug:kind>/<int:pk>/", at("shared_rows.EditSharedRow"), name="edit-shared-row"),
    path("shared/<slug:kind>/<int:pk>/leave/", at("shared_rows.leave_shared_row"), name="leave-shared-row"),
    path("teams/add/", at("edit.AddTeam"), name="add-team"),
    path("teams/<slug:slug>/", at("edit.EditTeam"), name="edit-team"),
    path("notices/add/", at("edit.DraftNotice"), name="draft-notice"),
    path("notices/<slug:slug>/", at("edit.EditNotice"), name="edit-notice"),
    path("pages/<slug:slug>/", at("edit.EditPage"), name="edit-page"),
    path("files/", at("files.my_files"), name="my-files"),
    path("files/<int:pk>/delete/", at("files.delete_my_file"), name="delete-my-file"),
    path("markdown/", at("me.markdown_preview"), name="markdown-preview"),
    path("proposals/<int:pk>/", at("proposals.proposal"), name="proposal"),
    path("proposals/<int:pk>/edit/", at("proposals.EditProposal"), name="proposal-edit"),
    path("proposals/<int:pk>/preview/", at("preview.proposal_preview"), name="proposal-preview"),
    path("proposals/<int:pk>/send/", at("proposals.SubmitProposal"), name="proposal-send"),
    path("proposals/<int:pk>/withdraw/", at("proposals.withdraw_proposal"), name="proposal-withdraw"),
    path("proposals/<int:pk>/reopen/", at("proposals.reopen_proposal"), name="proposal-reopen"),
    path(
        "proposals/<int:pk>/files/<slug:field>/<path:shape>",
        at("proposals.proposal_file"),
        name="proposal-file",
    ),
]

DESK = [
    path("", at("review.desk"), name="desk"),
    path("setup/", at("setup.setup"), name="desk-setup"),
    path("own-profile/", at("setup.own_profile"), name="desk-own-profile"),
    path("review/decide/", at("review.decide"), name="decide"),
    path("review/<int:pk>/", at("review.review"), name="review-proposal"),
    path("review/<int:pk>/correct/", at("review.CorrectProposal"), name="correct-proposal"),
    path("lab/", at("lab.EditLab"), name="desk-lab"),
    re_path(r"^lab/accent-(?P<colour>[0-9a-f]{6})\.css$", at("lab.accent_preview"), name="desk-accent"),
    path("lab/look/", at("lab.try_look"), name="desk-try-look"),
    path("lab/look/use/", at("lab.use_look"), name="desk-use-look"),
    path("import/", at("site_imports.desk_import"), name="desk-import"),
    path("import/people.<slug:extension>", at("site_imports.people_template"), name="desk-people-template"),
    path("import/<int:pk>/", at("site_imports.desk_site_import"), name="desk-site-import"),
    path(
        "import/<int:pk>/forget/", at("site_imports.desk_forget_site_import"), name="desk-forget-site-import"
    ),
    path("people/<slug:slug>/", at("review.EditPerson"), name="edit-person"),
    path("history/<slug:kind>/<int:pk>/", at("history.history"), name="history"),
    path("history/<slug:kind>/<int:pk>/delete/", at("history.delete"), name="desk-delete"),
    path("authors/", at("authors.authors"), name="desk-authors"),
    path("authors/<int:pk>/", at("authors.decide_author"), name="desk-author"),
    path("health/", at("health.data_health"), name="desk-health"),
    path("health/links/<int:pk>/accept/", at("health.accept_link"), name="desk-accept-link"),
    path("health/server/", at("health.server_health"), name="desk-server-health"),
    path("duplicates/", at("merging.duplicates"), name="duplicates"),
    path("merge/<slug:kind>/<int:pk>/", at("merging.merge"), name="merge"),
    path("deleted/", at("history.deleted"), name="deleted"),
    path("revisions/<int:pk>/", at("history.revision"), name="revision"),
    path("revisions/<int:pk>/revert/", at("history.revert"), name="revert"),
    path("applications/", include("recruiting.applications.urls")),
    path("notices/", at("notices.notices"), name="desk-notices"),
    path("notices/add/", at("notices.AddNotice"), name="desk-add-notice"),
    path("notices/<slug:slug>/", at("notices.EditNotice"), name="desk-edit-notice"),
    path("notices/<slug:slug>/close/", at("notices.close_notice"), name="desk-close-notice"),
    path("notices/<slug:slug>/reopen/", at("notices.reopen_notice"), name="desk-reopen-notice"),
    path("notices/<slug:slug>/take-back/", at("notices.take_back_notice"), name="desk-take-back-notice"),
    path("notices/<slug:slug>/copy/", at("notices.copy_notice"), name="desk-copy-notice"),
    path("pages/", at("pages.pages"), name="desk-pages"),
    path("pages/add/", at("pages.AddPage"), name="desk-add-page"),
    path("pages/<slug:slug>/delete/", at("pages.delete_page"), name="desk-delete-page"),
    path("files/", at("files.files"), name="desk-files"),
    path("files/<int:pk>/delete/", at("files.delete_file"), name="desk-delete-file"),
    path("grants/", at("grants.grants"), name="desk-grants"),
    path("grants/add/", at("grants.AddGrant"), name="desk-add-grant"),
    path("grants/<slug:slug>/", at("grants.EditGrant"), name="desk-edit-grant"),
    path("grants/<slug:slug>/papers/", at("grants.link_papers"), name="desk-link-papers"),
    path("menu/", at("pages.EditMenu"), name="desk-menu"),
    path("add-people/", at("add_people.add_people"), name="desk-add-people"),
    path("invite/", at("invite.invite"), name="desk-invite"),
    path("invited/", at("invite.invited"), name="desk-invited"),
    path("members/", at("members.members"), name="desk-members"),
    path("members/<slug:slug>/", at("members.member"), name="desk-member"),
    path("members/<slug:slug>/account/", at("members.account"), name="desk-account"),
    path("members/<slug:slug>/invite/", at("invite.invite_page"), name="desk-invite-page"),
    path("members/<slug:slug>/send-again/", at("invite.send_again"), name="desk-send-again"),
    path("members/<slug:slug>/withdraw/", at("invite.withdraw"), name="desk-withdraw"),
    path("members/<slug:slug>/departure/", at("members.departure"), name="desk-departure"),
    path("members/<slug:slug>/readmit/", at("members.readmit"), name="desk-readmit"),
    path("members/<slug:slug>/former-names/", at("former_names.desk_former_names"), name="desk-former-names"),
    path("members/<slug:slug>/erase/", at("erase.erase"), name="desk-erase"),
]

urlpatterns = [
    path("sitemap.xml", public_page(sitemap.sitemap), name="sitemap"),
    path("sitemap-<slug:section>.xml", public_page(sitemap.sitemap_section), name="sitemap-section"),
    path("data/<slug:name>.json", public_page(data_file), name="data-file"),
    path("data/<slug:name>.schema.json", public_page(data_schema), name="data-schema"),
    path("version.json", version, name="version"),
    path("robots.txt", robots_and_health.robots, name="robots"),
    path("healthz", robots_and_health.healthz, name="healthz"),
    path("metrics", at("metrics.metrics"), name="metrics"),
    path("theme/", theme, name="theme"),
    re_path(r"^accent-(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{12})\.css$", accent, name="accent"),
    re_path(r"^media/(?P<path>.+)$", media, name="media"),
    re_path(r"^files/(?P<path>.+)$", at("files.upload"), name="upload"),
    *i18n_patterns(
        path("", public_page(home), name="home"),
        path("people/<slug:slug>/", public_page(profile), name="profile"),
        path("people/<slug:slug>/feed/", public_page(ProfileFeed.as_view()), name="profile-feed"),
        path(
            "people/<slug:slug>/publications/",
            public_page(profile_publications),
            name="profile-publications",
        ),
        path("teams/<slug:slug>/", public_page(team), name="team"),
        path("", include("people.urls")),
        path("publications/feed/", public_page(PublicationsFeed.as_view()), name="publications-feed"),
        path("publications/<slug:slug>/paper.pdf", publication_pdf, name="publication-pdf"),
        path("publications/", include("publications.urls")),
        path("publications/<slug:slug>/", public_page(publication), name="publication"),
        path("projects/", include("projects.urls")),
        path("projects/<slug:slug>/", public_page(project), name="project"),
        path("news/feed/", public_page(NewsFeed.as_view()), name="news-feed"),
        path("news/", include("news.urls")),
        path("recruiting/feed/", public_page(RecruitingFeed.as_view()), name="recruiting-feed"),
        path("recruiting/", include("recruiting.urls")),
        path("search/", public_page(search), name="search"),
        path("me/", include(MY_DESK)),
        path("desk/", include(DESK)),
        path("accounts/", include("accounts.urls")),
        # In place of the admin's own, which has Django's Chinese only.
        path(
            "admin/jsi18n/",
            admin.site.admin_view(
                JavaScriptCatalog.as_view(packages=["django.contrib.admin", "labsite"]), cacheable=True
            ),
        ),
        path("admin/", admin.site.urls),
        path("<slug:slug>/", public_page(page), name="page"),  # last, since it takes any word
        prefix_default_language=False,
    ),
]

handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
