"""Imports of sites, applied over HTTP until the server is killed, and what must hold afterwards."""

import io
import time
import zipfile
from collections.abc import Iterator

from labsite.models import SiteImport
from news.models import NewsItem
from people.models import Person
from tests.chaos.acts import Acknowledged, Browser

#: News items in the sources, in turn: fewer are brought in while the page waits, more in the background.
NEWS = (20, 80)
PEOPLE = 3
#: Seconds that a source may take to be read.
READ_WITHIN = 20


def import_site(pi: Browser, site: str, prefix: str, number: int, acknowledged: Acknowledged) -> None:
    """Import a site with news and people, and bring all of it in."""
    news = NEWS[number % len(NEWS)]
    files = {"file": (f"{prefix}.zip", _source(prefix, news), "application/zip")}
    response = pi.post(f"{site}/desk/import/", {}, files=files)
    if response.status_code != 302:
        return
    url, deadline = site + response.headers["Location"], time.monotonic() + READ_WITHIN
    while 'name="show"' not in pi.get(url).text:
        if time.monotonic() > deadline:
            return  # it is in the list of what is not finished
        time.sleep(0.2)
    response = pi.post(url, {"do": "apply"})
    if response.status_code == 302:
        acknowledged.site_imports[prefix] = news


def _source(prefix: str, news: int) -> bytes:
    """Return a .zip of a lab's site whose news and people have names that begin with the prefix."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lab/_data/types.yaml", "phd: {description: PhD student}\n")
        archive.writestr("lab/index.md", "---\n---\n# Chaos lab\n")
        for index in range(PEOPLE):
            text = f"---\nname: {prefix.title()} Member{index}\nrole: phd\n---\nWeaves.\n"
            archive.writestr(f"lab/_members/member-{index}.md", text)
        for index in range(news):
            text = f"---\ntitle: {prefix} news {index}\n---\nWoven.\n"
            archive.writestr(f"lab/_posts/2024-06-{index % 28 + 1:02}-news-{index}.md", text)
    return target.getvalue()


def half_applied() -> Iterator[str]:
    """Yield what is broken about imports, whether their work is finished or not."""
    bodies = NewsItem.objects.filter(body__startswith="site ").values_list("body", flat=True)
    published = {body.splitlines()[0] for body in bodies}
    names = list(Person.objects.filter(name__startswith="Site ").values_list("name", flat=True))
    for name in {name for name in names if names.count(name) > 1}:
        yield f"{name} was added twice"
    for site_import in SiteImport.objects.all():
        for item in site_import.items.filter(target="news").select_related("proposal"):
            body = item.values["body"][0].splitlines()[0]
            if bool(item.applied) != (body in published):
                yield f"“{body}” and the decision about it differ"
        for item in site_import.items.filter(target="people").select_related("added_person"):
            if bool(item.applied) != (item.values["name"][0] in names):
                yield f"{item.values['name'][0]} and the decision about them differ"


def lost(acknowledged: Acknowledged) -> Iterator[str]:
    """Yield what is broken once all background work is done."""
    for site_import in SiteImport.objects.exclude(work=""):
        yield f"{site_import} is still being worked on: {site_import.work}"
    for prefix, number in acknowledged.site_imports.items():
        published = NewsItem.objects.filter(body__startswith=f"{prefix} news").count()
        added = Person.objects.filter(name__startswith=f"{prefix.title()} Member").count()
        if (published, added) != (number, PEOPLE):
            yield f"“{prefix}” was brought in with {published} of {number} news and {added} people"
