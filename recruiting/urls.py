from django.urls import path

from labsite.lib.page_cache import public_page
from recruiting import views

urlpatterns = [
    path("", public_page(views.recruiting), name="recruiting"),
    path("<slug:slug>/", public_page(views.notice), name="notice"),
]
