"""The URLs of the site. The Chinese site has the same URLs below /zh-hans/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from core.caching import public_page
from labsite.feeds import NewsFeed, ProfileFeed, PublicationsFeed, RecruitingFeed
from labsite.views import (
    add_people,
    authors,
    edit,
    erase,
    errors,
    files,
    former_names,
    grants,
    health,
    history,
    import_form,
    imports,
    invite,
    me,
    members,
    merging,
    metrics,
    my_data,
    notices,
    pages,
    preview,
    proposals,
    review,
    robots_and_health,
    setup,
    shared_rows,
    site_imports,
    sitemap,
)
from labsite.views.accent import accent
from labsite.views.home import home
from labsite.views.lab import EditLab, accent_preview, try_look, use_look
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

MY_DESK = [
    path("", me.me, name="me"),
    path("data/", my_data.my_data, name="my-data"),
    path("former-names/", former_names.my_former_names, name="my-former-names"),
    path("profile/", edit.EditMyProfile.as_view(), name="my-profile"),
    path("profile/confirm/", me.confirm_profile, name="confirm-profile"),
    path("import/", site_imports.my_import, name="my-import"),
    path("import/<int:pk>/", site_imports.site_import, name="site-import"),
    path("import/<int:pk>/forget/", site_imports.forget_site_import, name="forget-site-import"),
    path("publications/", me.my_publications, name="my-publications"),
    path("publications/add/", edit.AddPublication.as_view(), name="add-publication"),
    path("publications/import/", import_form.import_publications, name="import-publications"),
    path("publications/import/lookups/<int:pk>/", import_form.import_lookup, name="import-lookup"),
    path("publications/import/<int:pk>/", imports.imported, name="import"),
    path("publications/import/<int:pk>/forget/", imports.forget_import, name="forget-import"),
    path("publications/claim/<int:pk>/", me.claim, name="claim"),
    path("publications/claim/<int:pk>/decline/", me.decline_claim, name="decline-claim"),
    path("publications/<slug:slug>/", edit.EditPublication.as_view(), name="edit-publication"),
    path("publications/<slug:slug>/not-me/", me.disclaim, name="disclaim"),
    path("projects/", me.my_projects, name="my-projects"),
    path("projects/add/", edit.AddProject.as_view(), name="add-project"),
    path("projects/<slug:slug>/", edit.EditProject.as_view(), name="edit-project"),
    path("news/", me.my_news, name="my-news"),
    path("news/add/", edit.AddNews.as_view(), name="add-news"),
    path("news/<slug:slug>/", edit.EditNews.as_view(), name="edit-news"),
    path("shared/<slug:kind>/<int:pk>/", shared_rows.EditSharedRow.as_view(), name="edit-shared-row"),
    path("shared/<slug:kind>/<int:pk>/leave/", shared_rows.leave_shared_row, name="leave-shared-row"),
    path("teams/<slug:slug>/", edit.EditTeam.as_view(), name="edit-team"),
    path("notices/add/", edit.DraftNotice.as_view(), name="draft-notice"),
    path("notices/<slug:slug>/", edit.EditNotice.as_view(), name="edit-notice"),
    path("pages/<slug:slug>/", edit.EditPage.as_view(), name="edit-page"),
    path("files/", files.my_files, name="my-files"),
    path("files/<int:pk>/delete/", files.delete_my_file, name="delete-my-file"),
    path("markdown/", me.markdown_preview, name="markdown-preview"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/edit/", proposals.EditProposal.as_view(), name="proposal-edit"),
    path("proposals/<int:pk>/preview/", preview.proposal_preview, name="proposal-preview"),
    path("proposals/<int:pk>/send/", proposals.SubmitProposal.as_view(), name="proposal-send"),
    path("proposals/<int:pk>/withdraw/", proposals.withdraw_proposal, name="proposal-withdraw"),
    path("proposals/<int:pk>/reopen/", proposals.reopen_proposal, name="proposal-reopen"),
    path("proposals/<int:pk>/files/<slug:field>/<path:shape>", proposals.proposal_file, name="proposal-file"),
]

DESK = [
    path("", review.desk, name="desk"),
    path("setup/", setup.setup, name="desk-setup"),
    path("own-profile/", setup.own_profile, name="desk-own-profile"),
    path("review/decide/", review.decide, name="decide"),
    path("review/<int:pk>/", review.review, name="review-proposal"),
    path("review/<int:pk>/correct/", review.CorrectProposal.as_view(), name="correct-proposal"),
    path("lab/", EditLab.as_view(), name="desk-lab"),
    re_path(r"^lab/accent-(?P<colour>[0-9a-f]{6})\.css$", accent_preview, name="desk-accent"),
    path("lab/look/", try_look, name="desk-try-look"),
    path("lab/look/use/", use_look, name="desk-use-look"),
    path("import/", site_imports.desk_import, name="desk-import"),
    path("import/people.<slug:extension>", site_imports.people_template, name="desk-people-template"),
    path("import/<int:pk>/", site_imports.desk_site_import, name="desk-site-import"),
    path("import/<int:pk>/forget/", site_imports.desk_forget_site_import, name="desk-forget-site-import"),
    path("people/<slug:slug>/", review.EditPerson.as_view(), name="edit-person"),
    path("history/<slug:kind>/<int:pk>/", history.history, name="history"),
    path("authors/", authors.authors, name="desk-authors"),
    path("authors/<int:pk>/", authors.decide_author, name="desk-author"),
    path("health/", health.data_health, name="desk-health"),
    path("health/links/<int:pk>/accept/", health.accept_link, name="desk-accept-link"),
    path("health/server/", health.server_health, name="desk-server-health"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("merge/<slug:kind>/<int:pk>/", merging.merge, name="merge"),
    path("deleted/", history.deleted, name="deleted"),
    path("revisions/<int:pk>/", history.revision, name="revision"),
    path("revisions/<int:pk>/revert/", history.revert, name="revert"),
    path("applications/", include("recruiting.applications.urls")),
    path("notices/", notices.notices, name="desk-notices"),
    path("notices/add/", notices.AddNotice.as_view(), name="desk-add-notice"),
    path("notices/<slug:slug>/", notices.EditNotice.as_view(), name="desk-edit-notice"),
    path("notices/<slug:slug>/close/", notices.close_notice, name="desk-close-notice"),
    path("notices/<slug:slug>/reopen/", notices.reopen_notice, name="desk-reopen-notice"),
    path("notices/<slug:slug>/take-back/", notices.take_back_notice, name="desk-take-back-notice"),
    path("notices/<slug:slug>/copy/", notices.copy_notice, name="desk-copy-notice"),
    path("pages/", pages.pages, name="desk-pages"),
    path("pages/add/", pages.AddPage.as_view(), name="desk-add-page"),
    path("pages/<slug:slug>/delete/", pages.delete_page, name="desk-delete-page"),
    path("files/", files.files, name="desk-files"),
    path("files/<int:pk>/delete/", files.delete_file, name="desk-delete-file"),
    path("grants/", grants.grants, name="desk-grants"),
    path("grants/add/", grants.AddGrant.as_view(), name="desk-add-grant"),
    path("grants/<slug:slug>/", grants.EditGrant.as_view(), name="desk-edit-grant"),
    path("grants/<slug:slug>/papers/", grants.link_papers, name="desk-link-papers"),
    path("menu/", pages.EditMenu.as_view(), name="desk-menu"),
    path("add-people/", add_people.add_people, name="desk-add-people"),
    path("invite/", invite.invite, name="desk-invite"),
    path("invited/", invite.invited, name="desk-invited"),
    path("members/", members.members, name="desk-members"),
    path("members/<slug:slug>/", members.member, name="desk-member"),
    path("members/<slug:slug>/account/", members.account, name="desk-account"),
    path("members/<slug:slug>/invite/", invite.invite_page, name="desk-invite-page"),
    path("members/<slug:slug>/send-again/", invite.send_again, name="desk-send-again"),
    path("members/<slug:slug>/withdraw/", invite.withdraw, name="desk-withdraw"),
    path("members/<slug:slug>/departure/", members.departure, name="desk-departure"),
    path("members/<slug:slug>/readmit/", members.readmit, name="desk-readmit"),
    path("members/<slug:slug>/former-names/", former_names.desk_former_names, name="desk-former-names"),
    path("members/<slug:slug>/erase/", erase.erase, name="desk-erase"),
]

urlpatterns = [
    path("sitemap.xml", public_page(sitemap.sitemap), name="sitemap"),
    path("sitemap-<slug:section>.xml", public_page(sitemap.sitemap_section), name="sitemap-section"),
    path("data/<slug:name>.json", public_page(data_file), name="data-file"),
    path("data/<slug:name>.schema.json", public_page(data_schema), name="data-schema"),
    path("version.json", version, name="version"),
    path("robots.txt", robots_and_health.robots, name="robots"),
    path("healthz", robots_and_health.healthz, name="healthz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("theme/", theme, name="theme"),
    re_path(r"^accent-(?P<colour>[0-9a-f]{6})-(?P<digest>[0-9a-f]{12})\.css$", accent, name="accent"),
    re_path(r"^media/(?P<path>.+)$", media, name="media"),
    re_path(r"^files/(?P<path>.+)$", files.upload, name="upload"),
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
        path("admin/", admin.site.urls),
        path("<slug:slug>/", public_page(page), name="page"),  # last, since it takes any word
        prefix_default_language=False,
    ),
]

handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error
