from django.urls import path, re_path

from core.caching import public_page
from publications import views

urlpatterns = [
    path("", public_page(views.publications), name="publications"),
    re_path(
        r"^export\.(?P<extension>bib|ris|json)$",
        public_page(views.publications_export),
        name="publications-export",
    ),
    re_path(
        r"^(?P<slug>[-\w]+)\.(?P<extension>bib|ris|json)$",
        public_page(views.publication_export),
        name="publication-export",
    ),
]
