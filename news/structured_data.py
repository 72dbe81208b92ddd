"""schema.org data (JSON-LD) of news items."""

from core.http import absolute
from core.languages import local
from core.markdown import plain
from news.models import NewsItem
from people.structured_data import lab_id


def article_data(item: NewsItem) -> dict:
    """Return a news item as a schema.org NewsArticle."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.headline.text,
        "description": plain(local(item, "body").text, limit=300),
        "url": absolute(item.get_absolute_url()),
        "image": absolute(item.picture.url) if item.picture else "",
        "datePublished": item.date.iso,
        "dateModified": item.updated.isoformat(),
        "publisher": {"@type": "ResearchOrganization", "@id": lab_id()},
    }
    return {key: value for key, value in data.items() if value}
