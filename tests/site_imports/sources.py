"""Homepages and lab sites that nobody has, for tests, and the start of an import."""

import zipfile
from io import BytesIO

from labsite.models import SiteImport
from tests import factories

HOMEPAGE = """\
---
permalink: /
---

I am Ada Quill (安琪), a second year Ph.D student at Loomfield University, supervised by
[Prof. Bo Weaver](https://lab.example.org/bo). Previously, I obtained my Bachelor's degree from Reedham
University.

# News
- *2025.09*: We release [Yarn](https://example.org/yarn) for weaving.
- *2025.06*: Oral presentation at LOOM 2025.

# Team
I am looking for students who like to weave, to join us ([Join](https://example.org/join)).

**Now**
- Ada Quill (安琪): second year Ph.D student in Loomfield University
- Cy Reed (申苇): first year master student in Reedham University

**Previous**
- Di Marsh (戴前, 2023.1~2024.6): fourth year undergraduate in Loomfield University

# Publications
<div class='paper-box'><div class='paper-box-image'><div><div class="badge">LOOM 2025</div></div></div>
<div class='paper-box-text' markdown="1">

[SpecWeave: Weaving of Large Cloth with Few Threads](https://example.org/weaving)

**Ada Quill\\***, Cy Reed\\*, Bo Weaver

LOOM 2025 (CCF-A)

[**Paper**](https://example.org/weaving) | [**Code**](https://example.org/code) |
<a href="https://news.example.org/1">[Press review]</a>
</div>
</div>

# Honors and Awards
- *2023.06* Weaver of the Year (年度织工) (1/10), Reedham University.
- *2022.12* National Scholarship (Top 1%), Ministry of Education.
- *2021.12* National Scholarship (Top 1%), Ministry of Education.

# Educations
- *2023.09 - 2030.06 (expected)*, School of Looms, Loomfield University
- *2019.09 - 2023.06*, School of Yarn, Reedham University

# Presentation
- *2025.06*, \\[Oral Presentation\\] Weaving Fast Cloth, LOOM 2025 @Tokyo, Japan

# Service
- *2024.09 - 2025.01*, Teaching Assistant, Threads (T101) by [Prof. Bo Weaver](https://lab.example.org/bo)
"""


def lab_site() -> bytes:
    """Return a .zip of a lab's site (lab website template) with people, a paper and news."""
    files = {
        "_members/ann-moor.md": "---\nname: Ann Moor\nrole: phd\nimage: images/ann.png\n---\nWeaves with [yarn](https://yarn.example).\n",
        "_members/bo-fell.md": "---\nname: Bo Fell\nrole: wizard\n---\n",
        "_members/cy-dale.md": "---\nname: Cy Dale\nrole: postdoc\ngroup: alum\n---\n",
        "_data/types.yaml": "phd: {description: PhD student}\nwizard: {description: Wizard}\n",
        "_data/citations.yaml": (
            "- id: doi:10.5555/loom\n  title: On the Weaving of Cloth in Small Labs\n"
            "  authors: [Ann Moor, Bo Fell]\n  publisher: Journal of Looms\n  date: '2024-05-01'\n"
            "  link: https://doi.org/10.5555/loom\n"
        ),
        "_posts/2024-06-01-paper.md": "---\ntitle: Our first paper\n---\nThe journal took our first paper.\n",
        "index.md": "---\n---\n# Weaving lab\n",
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"lab-main/{name}", text)
        archive.writestr("lab-main/images/ann.png", factories.picture_bytes(400, 400, kind="PNG"))
    return buffer.getvalue()


def start(client, text=HOMEPAGE):
    """Import a homepage as pasted text, of a member with the name on it, and return the import."""
    client.person.refresh_from_db()
    client.person.name = "Ada Quill"
    client.person.save()
    response = client.post("/me/import/", {"text": text})
    assert response.status_code == 302, response.content.decode()
    return SiteImport.objects.latest("pk")
