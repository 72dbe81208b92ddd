from django.urls import path, register_converter
from django.urls.converters import IntConverter

from core.caching import public_page
from news import views


class YearConverter(IntConverter):
    """Four digits without a leading zero, so that each year has only one URL."""

    regex = "[1-9][0-9]{3}"


register_converter(YearConverter, "year")

urlpatterns = [
    path("", public_page(views.news), name="news"),
    path("<year:year>/", public_page(views.news), name="news-year"),
    path("<slug:slug>/", public_page(views.news_item), name="news-item"),
]
