"""The editors of news: a news item."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from core.markdown import plain
from moderation.forms.spec import Editor, Section, register
from news.forms import NewsItemForm

NEWS = register(
    Editor(
        key="news",
        label=_("news item"),
        form=NewsItemForm,
        title_field="title",
        fallback_title_field="body",
        title_text=partial(plain, limit=80),  # as NewsItem names itself
        sections=(
            Section(
                "news",
                _("News item"),
                fields=(
                    ("date", "kind"),
                    ("title", "title_zh"),
                    ("body", "body_zh"),
                    ("people", "publications"),
                    "projects",
                ),
            ),
            Section(
                "picture",
                _("Picture"),
                fields=("picture", ("picture_alt", "picture_alt_zh")),
            ),
        ),
    )
)
