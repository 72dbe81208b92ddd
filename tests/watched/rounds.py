"""The edits on the database of the environment: python -m tests.watched.rounds EDITS SEED"""

import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from lxml import html  # noqa: E402

from core.caching import content_version  # noqa: E402
from labsite import open_data  # noqa: E402
from labsite.publishing import plan  # noqa: E402
from labsite.publishing.addresses import file_name, static_address  # noqa: E402
from labsite.publishing.releases import Folder  # noqa: E402
from tests.watched.edits import edit  # noqa: E402

#: Seconds within which an edit has to be published.
PATIENCE = 120
#: Pages that are compared after each edit beside the lists and the page of the edited row.
MORE = 10
#: What a published page has in another form: forms, links to the live site and for readers without scripts.
OTHER = "self::form or self::noscript or self::script or self::style or self::template or @data-closed"
CLASSES = ("filter-links", "actions", "list-options", "page-actions", "closed-message")


def visible(page: str) -> str:
    """Return the texts and pictures of the main part of a page that both sites have."""
    main = html.document_fromstring(page).xpath("//main")[0]
    has_class = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in CLASSES)
    for element in main.xpath(f".//*[{OTHER} or {has_class}]"):
        element.drop_tree()
    text = " ".join(main.text_content().split())
    return f"{text} {sorted(picture.get('alt') or '' for picture in main.xpath('.//img'))}"


def difference(site: Path, address: str) -> str:
    """Return how the published file at an address of the live site differs from what that site answers."""
    path = site / file_name(static_address(address) or "")
    live = Client().get(address, headers={"host": urlsplit(settings.SITE_URL).netloc})
    published = path.read_bytes() if path.is_file() else b""
    is_stub = b'http-equiv="refresh"' in published
    if live.status_code == 404:
        return f"{address} is still published" if published else ""
    if live.status_code in (301, 302):
        return "" if is_stub else f"{address} leads nowhere"
    if not published or is_stub:
        return f"{address} is not published"
    if address.endswith(".json"):
        pair = (json.loads(live.content), json.loads(published))
    elif address.endswith("/"):
        pair = (visible(live.content.decode()), visible(published.decode()))
    else:  # a picture
        pair = (live.content, published)
    if pair[0] == pair[1]:
        return ""
    pair = (str(pair[0]), str(pair[1]))
    place = next((n for n, both in enumerate(zip(*pair, strict=False)) if both[0] != both[1]), 0)
    return f"{address}: {[text[max(place - 40, 0) : place + 60] for text in pair]}"


def lists() -> list[str]:
    names = ("", "people/", "teams/", "publications/", "projects/", "news/", "recruiting/")
    pages = [f"{language}/{name}" for language in ("", "/zh-hans") for name in names]
    return [*pages, *(f"/data/{name}.json" for name in open_data.NAMES)]


def main(edits: int, seed: int) -> int:
    """Edit so many times and return the exit status."""
    chance, delays, differences, addresses = Random(seed), [], [], set()
    with TemporaryDirectory(prefix="labsite-watched-") as name:
        folder = Folder(Path(name) / "site")
        options = ["--base-url", settings.SITE_URL, "--live-url", settings.SITE_URL, "--watch"]
        command = [sys.executable, "manage.py", "publish", str(folder.path), *options]
        with (Path(name) / "output").open("w+") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
            try:
                wait(folder, process, output)
                for number in range(1, edits + 1):
                    began = time.monotonic()
                    text, row, address = edit(chance)
                    wait(folder, process, output)
                    delays.append(time.monotonic() - began)
                    addresses |= {address, f"/zh-hans{address}"}
                    rows = plan.rows()
                    others = {*chance.sample(rows, min(MORE, len(rows))), *addresses, *lists()}
                    site = folder.current.resolve()
                    new = [found for each in sorted(others) if (found := difference(site, each))]
                    differences += new
                    title = re.sub(r"\s+", " ", f"{text} {type(row).__name__} {row.slug}")
                    print(f"{number:4} {delays[-1]:5.1f} s  {title}: {'; '.join(new) or 'equal'}", flush=True)
            finally:
                process.terminate()
                process.wait(PATIENCE)
    median, longest = statistics.median(delays), max(delays)
    print(f"Watched · {edits} edits, {len(differences)} differences")
    print(f"Watched · published after {median:.1f} s (median), {longest:.1f} s at most")
    return 1 if differences else 0


def wait(folder: Folder, process: subprocess.Popen, output) -> None:
    """Wait until the present content is published."""
    deadline = time.monotonic() + PATIENCE
    while folder.state.get("version") != content_version():
        if process.poll() is not None or time.monotonic() > deadline:
            output.seek(0)
            raise RuntimeError(f"Nothing was published:\n{output.read()[-3000:]}")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
