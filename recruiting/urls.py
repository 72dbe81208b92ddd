from django.urls import path

from core.caching.page_cache import public_page
from recruiting import apply, deciding, desk, exports, my_application, reviewers, views
from recruiting.decisions import DECISIONS

urlpatterns = [
    path("", public_page(views.recruiting), name="recruiting"),
    path("applications/<str:token>/", my_application.my_application, name="my-application"),
    path("applications/<str:token>/cv.pdf", my_application.my_cv, name="my-cv"),
    path("drafts/<str:token>/", apply.resume_draft, name="resume-draft"),
    path("<slug:slug>/", public_page(views.notice), name="notice"),
    path("<slug:slug>/picture.png", public_page(views.notice_picture), name="notice-picture"),
    path("<slug:slug>/apply/", apply.apply, name="apply"),
    path("<slug:slug>/apply/sent/", apply.apply_sent, name="apply-sent"),
]

#: Below /desk/applications/.
DESK = [
    path("", desk.applications, name="applications"),
    path("star/", desk.star, name="star-application"),
    path("compare/", desk.compare, name="compare-applications"),
    *(
        path(f"{one.verb}/", deciding.decide, {"decision": one}, name=f"{one.verb}-applications")
        for one in DECISIONS
    ),
    path("export.csv", exports.applications_csv, name="applications-csv"),
    path("cvs.zip", exports.cvs_zip, name="cvs-zip"),
    path("reviewers/<slug:slug>/", reviewers.notice_reviewers, name="notice-reviewers"),
    path("<int:pk>/", desk.application, name="application"),
    path("<int:pk>/cv/", desk.application_cv, name="application-cv"),
    path("<int:pk>/note/", desk.add_note, name="note-application"),
    path("<int:pk>/move/", desk.move, name="move-application"),
]
