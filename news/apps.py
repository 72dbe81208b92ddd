from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.personal_data import register_personal_data


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self):
        # Models cannot be imported before the apps are ready.
        from news.personal_data import NewsData

        register_personal_data(NewsData())
