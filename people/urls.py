from django.urls import path

from core.caching import public_page
from people import invitation_views, views

urlpatterns = [
    path("people/", public_page(views.people), name="people"),
    path("teams/", public_page(views.teams), name="teams"),
    path("accounts/invitation/", invitation_views.accept_invitation, name="account_accept_invitation"),
    path("accounts/invitation/<str:token>/", invitation_views.open_invitation, name="account_invitation"),
]
