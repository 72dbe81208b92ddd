from django.urls import path

from labsite.lib.page_cache import public_page
from news import views

urlpatterns = [
    path("", public_page(views.news), name="news"),
    path("<int:year>/", public_page(views.news), name="news-year"),
    path("<slug:slug>/", public_page(views.news_item), name="news-item"),
]
