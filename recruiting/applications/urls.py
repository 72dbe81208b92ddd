"""URLs below ``/desk/applications/``, for those who review applications."""

from django.urls import path

from recruiting.applications import decision_views, exports, reviewer_views, reviewers
from recruiting.applications.decisions import DECISIONS

urlpatterns = [
    path("", reviewer_views.applications, name="applications"),
    path("star/", reviewer_views.star, name="star-application"),
    path("compare/", reviewer_views.compare, name="compare-applications"),
    *(
        path(
            f"{decision.verb}/",
            decision_views.decide,
            {"decision": decision},
            name=f"{decision.verb}-applications",
        )
        for decision in DECISIONS
    ),
    path("export.csv", exports.applications_csv, name="applications-csv"),
    path("cvs.zip", exports.cvs_zip, name="cvs-zip"),
    path("reviewers/<slug:slug>/", reviewers.notice_reviewers, name="notice-reviewers"),
    path("<int:pk>/", reviewer_views.application, name="application"),
    path("<int:pk>/cv/", reviewer_views.application_cv, name="application-cv"),
    path("<int:pk>/note/", reviewer_views.add_note, name="note-application"),
    path("<int:pk>/move/", reviewer_views.move, name="move-application"),
]
