from django.urls import path

from core.caching import public_page
from projects import views

urlpatterns = [
    path("", public_page(views.projects), name="projects"),
    path("grants/<slug:slug>/", public_page(views.grant), name="grant"),
]
