from django.urls import path

from labsite.lib.page_cache import public_page
from recruiting import apply, my_application, views

urlpatterns = [
    path("", public_page(views.recruiting), name="recruiting"),
    path("applications/<str:token>/", my_application.my_application, name="my-application"),
    path("applications/<str:token>/cv.pdf", my_application.my_cv, name="my-cv"),
    path("drafts/<str:token>/", apply.resume_draft, name="resume-draft"),
    path("<slug:slug>/", public_page(views.notice), name="notice"),
    path("<slug:slug>/apply/", apply.apply, name="apply"),
    path("<slug:slug>/apply/sent/", apply.apply_sent, name="apply-sent"),
]
