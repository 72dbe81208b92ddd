from django.urls import path

from core.caching import public_page
from people import views

urlpatterns = [
    path("people/", public_page(views.people), name="people"),
    path("teams/", public_page(views.teams), name="teams"),
]
