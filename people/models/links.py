"""Links of a person or the lab to pages and accounts elsewhere."""

from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from core.caching import JSONRows


class LinkKind(models.TextChoices):
    """The kind of page that a link leads to; the value is also the name of its icon."""

    HOMEPAGE = "homepage", _("Homepage")
    GOOGLE_SCHOLAR = "google-scholar", "Google Scholar"
    ORCID = "orcid", "ORCID"
    DBLP = "dblp", "DBLP"
    SEMANTIC_SCHOLAR = "semantic-scholar", "Semantic Scholar"
    RESEARCHGATE = "researchgate", "ResearchGate"
    GITHUB = "github", "GitHub"
    GITLAB = "gitlab", "GitLab"
    HUGGINGFACE = "huggingface", "Hugging Face"
    LINKEDIN = "linkedin", "LinkedIn"
    X = "x", "X"
    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    ZHIHU = "zhihu", _("Zhihu")
    BILIBILI = "bilibili", "Bilibili"
    WEIBO = "weibo", _("Weibo")
    YOUTUBE = "youtube", "YouTube"
    CV = "cv", _("CV")
    OTHER = "link", _("Link")


def link_rows(model: type["Link"], owner: str) -> JSONRows:
    """Return an annotation with a row's links in order; ``owner`` is the foreign key to the row."""
    links = model.objects.filter(**{owner: OuterRef("pk")}).order_by("position", "pk")
    return JSONRows(links, kind="kind", url="url", label="label")


class Link(models.Model):
    """A link with an icon; a label is only needed if the kind does not say enough."""

    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    url = models.URLField(_("address (URL)"), max_length=500, validators=[URLValidator(["http", "https"])])
    label = models.CharField(_("label"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The link text: the label, or else the kind or the host."""
        return self.label or (
            urlsplit(self.url).netloc if self.kind == LinkKind.OTHER else self.get_kind_display()
        )
