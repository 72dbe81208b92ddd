"""Public URLs below ``/recruiting/``: openings, and what applicants do."""

from django.urls import path

from core.caching import public_page
from recruiting import views
from recruiting.applications import applicant_views

urlpatterns = [
    path("", public_page(views.recruiting), name="recruiting"),
    path("applications/<str:token>/", applicant_views.my_application, name="my-application"),
    path("applications/<str:token>/cv.pdf", applicant_views.my_cv, name="my-cv"),
    path("drafts/<str:token>/", applicant_views.resume_draft, name="resume-draft"),
    path("<slug:slug>/", public_page(views.notice), name="notice"),
    path("<slug:slug>/picture.png", public_page(views.notice_picture), name="notice-picture"),
    path("<slug:slug>/apply/", applicant_views.apply, name="apply"),
    path("<slug:slug>/apply/sent/", applicant_views.apply_sent, name="apply-sent"),
]
