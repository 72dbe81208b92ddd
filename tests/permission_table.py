"""The URLs of the site, and who may open which and post to which. A URL that is in no table fails a test.

The pages below /accounts/ are the same for every role and are tested with accounts.
"""

from django.urls import get_resolver, reverse

from core.colours import accent_digest

ROLES = ["visitor", "member", "lead", "pi", "admin"]


def everybody(status=200):
    return dict.fromkeys(ROLES, status)


def only(*roles, otherwise=302):
    """Return 200 for these roles and ``otherwise`` for others, by default a redirect to sign in."""
    return {role: 200 if role in roles else otherwise for role in ROLES}


def signed_in(*roles, otherwise=403):
    """Return 200 for these roles; others get ``otherwise``, and visitors are redirected to sign in."""
    return {**only(*roles, otherwise=otherwise), "visitor": 302}


MEMBERS = ["member", "lead", "pi"]
#: Those who may add content. The admin is not a member of the lab.
AUTHORS = [*MEMBERS, "admin"]
REVIEWERS = ["pi", "admin"]
#: The lead may read the applications for one notice.
READERS = ["lead", *REVIEWERS]


#: The primary key of the proposal, person, version and so on in the tables; sequences never reach it.
TEST_ID = 900_001
#: The primary key of the PI's import of a lab's site.
LAB_IMPORT = 900_002


def managers(status=200):
    """Return ``status`` for PI and admin; others are refused, and visitors redirected to sign in."""
    return {"visitor": 302, "member": 403, "lead": 403, "pi": status, "admin": status}


def readers(status=200):
    """Return ``status`` for PI, admin and the lead, who may read the applications for one notice."""
    return {**managers(status), "lead": status}


#: URL name → (arguments, status of a GET request by role).
TABLE = {
    "sitemap": ([], everybody()),
    "sitemap-section": (["people"], everybody()),
    "robots": ([], everybody()),
    "healthz": ([], everybody()),
    "metrics": ([], everybody(404)),  # for who has the token
    "version": ([], everybody()),
    "data-file": (["people"], everybody()),
    "data-schema": (["people"], everybody()),
    "theme": ([], everybody(302)),
    "accent": (["123456", accent_digest("#123456")], everybody()),
    "media": (["x.webp"], everybody()),
    "upload": (["minutes.pdf"], {**everybody(), "visitor": 404}),  # in no public text
    "home": ([], everybody()),
    "people": ([], everybody()),
    "profile": (["ada"], everybody()),
    "profile-feed": (["ada"], everybody()),
    "profile-publications": (["ada"], everybody()),
    "teams": ([], everybody()),
    "team": (["engines"], everybody()),
    "publications": ([], everybody()),
    "publications-feed": ([], everybody()),
    "publications-export": (["bib"], everybody()),
    "publication": (["on-engines"], everybody()),
    "publication-export": (["on-engines", "bib"], everybody()),
    "publication-pdf": (["on-engines"], everybody(404)),
    "projects": ([], everybody()),
    "grant": (["yarn"], everybody()),
    "project": (["steam"], everybody()),
    "news": ([], everybody()),
    "news-feed": ([], everybody()),
    "news-year": ([2025], everybody()),
    "news-item": (["out"], everybody()),
    "page": (["handbook"], {**everybody(), "visitor": 404}),  # for members only
    "recruiting": ([], everybody()),
    "recruiting-feed": ([], everybody()),
    "notice": (["open"], everybody()),
    "notice-picture": (["open"], everybody()),
    "apply": (["open"], everybody()),
    "apply-sent": (["open"], everybody()),
    "resume-draft": (["0" * 64], everybody(404)),  # the link in the email gives access
    "my-application": (["0" * 64], everybody(404)),
    "my-cv": (["0" * 64], everybody(404)),
    "search": ([], everybody()),
    "applications": ([], readers()),
    "star-application": ([], everybody(405)),
    "compare-applications": ([], readers(302)),  # without a selection
    "interview-applications": ([], everybody(405)),
    "offer-applications": ([], everybody(405)),
    "decline-applications": ([], everybody(405)),
    "applications-csv": ([], readers()),
    "cvs-zip": ([], readers()),
    "notice-reviewers": (["open"], managers()),
    "application": ([TEST_ID], {**readers(), "lead": 404}),
    "application-cv": ([TEST_ID], {**readers(), "lead": 404}),
    "note-application": ([TEST_ID], everybody(405)),
    "move-application": ([TEST_ID], everybody(405)),
    "desk-notices": ([], managers()),
    "desk-add-notice": ([], managers()),
    "desk-edit-notice": (["of-leo"], managers()),
    "desk-close-notice": (["open"], everybody(405)),
    "desk-reopen-notice": (["closed"], everybody(405)),
    "desk-take-back-notice": (["later"], everybody(405)),
    "desk-copy-notice": (["of-leo"], everybody(405)),
    "desk-pages": ([], managers()),
    "desk-add-page": ([], managers()),
    "desk-menu": ([], managers()),
    "desk-files": ([], managers()),
    "desk-delete-page": (["handbook"], everybody(405)),
    "desk-delete-file": ([TEST_ID], everybody(405)),
    "desk-lab": ([], managers()),
    "desk-accent": (["123456"], managers()),
    "desk-try-look": ([], managers(302)),
    "desk-use-look": ([], everybody(405)),
    "desk-add-people": ([], managers()),
    "desk-grants": ([], managers()),
    "desk-add-grant": ([], managers()),
    "desk-edit-grant": (["yarn"], managers()),
    "desk-link-papers": (["yarn"], everybody(405)),
    "desk-invite": ([], managers()),
    "desk-invited": ([], managers(302)),  # without new links
    "desk-members": ([], managers()),
    "desk-member": (["ada"], managers()),
    "desk-account": (["ada"], managers(405)),  # POST only
    "desk-invite-page": (["ada"], managers()),
    "desk-send-again": (["ada"], managers(405)),
    "desk-withdraw": (["ivy"], managers()),
    "desk-departure": (["ada"], managers()),
    "desk-readmit": (["bob"], managers()),
    "desk-erase": (["bob"], signed_in("admin")),
    "desk-former-names": (["ada"], managers()),
    "admin:index": ([], only("admin")),
    "me": ([], {"visitor": 302, "member": 200, "lead": 200, "pi": 200, "admin": 302}),
    "my-data": ([], signed_in("member", "lead", "pi", "admin")),
    "my-former-names": ([], signed_in(*MEMBERS)),
    "my-profile": ([], signed_in(*MEMBERS)),
    "confirm-profile": ([], everybody(405)),
    "my-publications": ([], signed_in(*MEMBERS)),
    "add-publication": ([], signed_in(*AUTHORS)),
    "import-publications": ([], signed_in("member", "lead", "pi", "admin")),
    "import": ([TEST_ID], {**signed_in("member"), "lead": 404, "pi": 404, "admin": 404}),
    "import-lookup": (
        [TEST_ID],
        {**signed_in("member"), "member": 202, "lead": 404, "pi": 404, "admin": 404},
    ),
    "forget-import": ([TEST_ID], everybody(405)),
    "my-import": ([], signed_in(*MEMBERS)),
    "site-import": ([TEST_ID], {**signed_in("member"), "lead": 404, "pi": 404, "admin": 404}),
    "forget-site-import": ([TEST_ID], everybody(405)),
    "claim": ([1], everybody(405)),
    "decline-claim": ([1], everybody(405)),
    "edit-publication": (["by-member"], {**signed_in("member", "pi", "admin"), "lead": 404}),
    "disclaim": (["by-member"], everybody(405)),
    "my-projects": ([], signed_in(*AUTHORS)),
    "add-project": ([], signed_in(*AUTHORS)),
    "edit-shared-row": (["talk", TEST_ID], {**signed_in("member", "admin"), "lead": 404, "pi": 404}),
    "leave-shared-row": (["talk", TEST_ID], everybody(405)),
    "edit-project": (["of-member"], {**signed_in("member", "pi", "admin"), "lead": 404}),
    "my-news": ([], signed_in(*MEMBERS)),
    "add-news": ([], signed_in(*AUTHORS)),
    "edit-news": (["about-member"], {**signed_in("member", "pi", "admin"), "lead": 404}),
    "add-team": ([], signed_in("pi", "admin")),
    "edit-team": (["team-of-leo"], {**signed_in("lead", "pi", "admin"), "member": 404}),
    "draft-notice": ([], {**signed_in("lead", "pi", "admin"), "member": 403}),
    "edit-notice": (["of-leo"], {**signed_in("lead", "pi", "admin"), "member": 404}),
    "edit-page": (["handbook"], signed_in(*AUTHORS)),
    "my-files": ([], signed_in(*AUTHORS)),
    "delete-my-file": ([TEST_ID], everybody(405)),
    "markdown-preview": ([], everybody(405)),
    "proposal": ([TEST_ID], {**signed_in("member"), "lead": 404, "pi": 404, "admin": 404}),
    "proposal-edit": ([TEST_ID], {**signed_in("member"), "lead": 404, "pi": 404, "admin": 404}),
    "proposal-preview": ([TEST_ID], {**signed_in("member", "pi", "admin"), "lead": 404}),
    "proposal-send": ([TEST_ID], everybody(405)),
    "proposal-withdraw": ([TEST_ID], everybody(405)),
    "proposal-reopen": ([TEST_ID], everybody(405)),
    "proposal-file": (
        [TEST_ID, "photo", "as.webp"],
        {**signed_in("member", "pi", "admin"), "lead": 404},
    ),
    "desk": ([], signed_in(*REVIEWERS)),
    "desk-setup": ([], everybody(405)),
    "desk-own-profile": ([], {**managers(), "pi": 302}),  # the PI has a profile
    "decide": ([], everybody(405)),
    "review-proposal": ([TEST_ID], signed_in(*REVIEWERS)),
    "correct-proposal": ([TEST_ID], signed_in(*REVIEWERS)),
    "edit-person": (["ada"], signed_in(*REVIEWERS)),
    "history": (["profile", TEST_ID], signed_in(*REVIEWERS)),
    "desk-import": ([], managers()),
    "desk-people-template": (["xlsx"], managers()),
    "desk-site-import": ([LAB_IMPORT], {**managers(), "admin": 404}),
    "desk-forget-site-import": ([LAB_IMPORT], everybody(405)),
    "desk-authors": ([], signed_in(*REVIEWERS)),
    "desk-author": ([1], everybody(405)),
    "desk-health": ([], signed_in(*REVIEWERS)),
    "desk-server-health": ([], signed_in("admin")),
    "desk-accept-link": ([TEST_ID], everybody(405)),
    "duplicates": ([], signed_in(*REVIEWERS)),
    "merge": (["person", TEST_ID], signed_in(*REVIEWERS)),
    "deleted": ([], signed_in(*REVIEWERS)),
    "desk-delete": (["news", TEST_ID], everybody(405)),
    "revision": ([TEST_ID], signed_in(*REVIEWERS)),
    "revert": ([TEST_ID], everybody(405)),
}
#: URL name → (arguments, roles that may POST, status for other roles).
POSTS = {
    "my-profile": ([], MEMBERS, 403),
    "confirm-profile": ([], MEMBERS, 403),
    "my-former-names": ([], MEMBERS, 403),
    "add-publication": ([], AUTHORS, 403),
    "import-publications": ([], AUTHORS, 403),
    "import": ([TEST_ID], ["member"], 404),
    "forget-import": ([TEST_ID], ["member"], 404),
    "my-import": ([], MEMBERS, 403),
    "desk-import": ([], REVIEWERS, 403),
    "desk-site-import": ([LAB_IMPORT], ["pi"], 404),
    "desk-forget-site-import": ([LAB_IMPORT], ["pi"], 404),
    "site-import": ([TEST_ID], ["member"], 404),
    "forget-site-import": ([TEST_ID], ["member"], 404),
    "claim": ([1], MEMBERS, 403),
    "decline-claim": ([1], MEMBERS, 403),
    "edit-publication": (["by-member"], ["member", "pi", "admin"], 404),
    "disclaim": (["by-member"], ["member"], 404),
    "add-project": ([], AUTHORS, 403),
    "leave-shared-row": (["talk", TEST_ID], ["member"], 404),
    "edit-project": (["of-member"], ["member", "pi", "admin"], 404),
    "add-news": ([], AUTHORS, 403),
    "edit-news": (["about-member"], ["member", "pi", "admin"], 404),
    "add-team": ([], ["pi", "admin"], 403),
    "edit-team": (["team-of-leo"], ["lead", "pi", "admin"], 404),
    "draft-notice": ([], ["lead", "pi", "admin"], 403),
    "edit-notice": (["of-leo"], ["lead", "pi", "admin"], 404),
    "my-files": ([], AUTHORS, 403),
    "delete-my-file": ([TEST_ID], [], 404),
    "markdown-preview": ([], AUTHORS, 403),
    "proposal-edit": ([TEST_ID], ["member"], 404),
    "proposal-send": ([TEST_ID], ["member"], 404),
    "proposal-withdraw": ([TEST_ID], ["member"], 404),
    "proposal-reopen": ([TEST_ID], ["member"], 404),
    "decide": ([], REVIEWERS, 403),
    "correct-proposal": ([TEST_ID], REVIEWERS, 403),
    "desk-author": ([1], REVIEWERS, 403),
    "merge": (["person", TEST_ID], REVIEWERS, 403),
    "edit-person": (["ada"], REVIEWERS, 403),
    "revert": ([TEST_ID], REVIEWERS, 403),
    "desk-add-notice": ([], REVIEWERS, 403),
    "desk-edit-notice": (["of-leo"], REVIEWERS, 403),
    "desk-close-notice": (["open"], REVIEWERS, 403),
    "desk-reopen-notice": (["closed"], REVIEWERS, 403),
    "desk-take-back-notice": (["later"], REVIEWERS, 403),
    "desk-copy-notice": (["of-leo"], REVIEWERS, 403),
    "desk-accept-link": ([TEST_ID], REVIEWERS, 403),
    "edit-page": (["handbook"], AUTHORS, 403),
    "desk-add-page": ([], REVIEWERS, 403),
    "desk-menu": ([], REVIEWERS, 403),
    "desk-files": ([], REVIEWERS, 403),
    "desk-delete": (["news", TEST_ID], REVIEWERS, 403),
    "desk-delete-page": (["deleted"], REVIEWERS, 403),
    "desk-delete-file": ([TEST_ID], REVIEWERS, 403),
    "desk-lab": ([], REVIEWERS, 403),
    "desk-use-look": ([], REVIEWERS, 403),
    "desk-add-people": ([], REVIEWERS, 403),
    "desk-setup": ([], REVIEWERS, 403),
    "desk-own-profile": ([], REVIEWERS, 403),
    "desk-add-grant": ([], REVIEWERS, 403),
    "desk-edit-grant": (["yarn"], REVIEWERS, 403),
    "desk-link-papers": (["yarn"], REVIEWERS, 403),
    "desk-invite": ([], REVIEWERS, 403),
    "desk-member": (["ada"], REVIEWERS, 403),
    "desk-account": (["ivy"], REVIEWERS, 403),
    "desk-invite-page": (["ada"], REVIEWERS, 403),
    "desk-send-again": (["ivy"], REVIEWERS, 403),
    "desk-withdraw": (["ivy"], REVIEWERS, 403),
    "desk-departure": (["ada"], REVIEWERS, 403),
    "desk-readmit": (["bob"], REVIEWERS, 403),
    "desk-erase": (["bob"], ["admin"], 403),
    "desk-former-names": (["ada"], REVIEWERS, 403),
    "star-application": ([], READERS, 403),
    "interview-applications": ([], REVIEWERS, 403),
    "offer-applications": ([], REVIEWERS, 403),
    "decline-applications": ([], REVIEWERS, 403),
    "notice-reviewers": (["open"], REVIEWERS, 403),
    "note-application": ([TEST_ID], REVIEWERS, 404),
    "move-application": ([TEST_ID], REVIEWERS, 403),
}
#: The Django admin is for the admin role only, except for the sign-in page.
PUBLIC_ADMIN_URLS = {"admin:login"}


def named_urls(patterns=None, route="", namespace=""):
    """Yield (route, name) of all URLs, with the namespace of included URLconfs."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_urls(pattern.url_patterns, path, inner)
        else:
            yield path, f"{namespace}{pattern.name}" if pattern.name else None


URLS = list(named_urls())
ADMIN_URLS = sorted({name for _route, name in URLS if name and name.startswith("admin:")})


def url_in_admin(name):
    """Return the URL of an admin page. Its row need not exist, since access is refused before."""
    if name == "admin:app_list":
        return reverse(name, args=["people"])
    if name == "admin:view_on_site":
        return reverse(name, args=[1, 1])
    about_a_row = name.endswith(("_change", "_delete", "_history")) and name != "admin:password_change"
    about_a_row = about_a_row or name == "admin:auth_user_password_change"
    return reverse(name, args=[1] if about_a_row else [])
