"""Responses in the formats of the real services, about invented people and papers."""


def crossref_work(**values):
    return {
        "type": "proceedings-article",
        "DOI": "10.5555/LOOM.2025.7",
        "title": ["Weaving  with <i>Looms</i> &amp; Threads"],
        "subtitle": [],
        "author": [
            {
                "given": "Ada",
                "family": "van Example",
                "sequence": "first",
                "ORCID": "https://orcid.org/0000-0001-2345-6789",
            },
            {"given": "三", "family": "张", "sequence": "additional"},
            {"name": "The Loom Consortium", "sequence": "additional"},
        ],
        "container-title": ["Proceedings of the 9th Conference on Looms"],
        "short-container-title": [],
        "event": {"name": "LOOM '25: Conference on Looms", "acronym": "LOOM '25"},
        "published-print": {"date-parts": [[2025, 6]]},
        "issued": {"date-parts": [[2025, 5, 30]]},
        "page": "12-34",
        "publisher": "Example Press",
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We weave <jats:italic>x</jats:italic>"
        "<jats:sub>2</jats:sub>.</jats:p><jats:p>It &lt; holds.</jats:p>",
        "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2401.00001"}]},
    } | values


def crossref(**values):
    return {"status": "ok", "message-type": "work", "message": crossref_work(**values)}


def crossref_list(*works):
    return {"status": "ok", "message-type": "work-list", "message": {"items": list(works)}}


def arxiv_entry(
    id="2401.00001", title="Weaving with\n  Looms", more="", authors=("Ada van Example", "Wei Zhang")
):
    names = "".join(f"<author><name>{name}</name></author>" for name in authors)
    return f"""<entry>
      <id>http://arxiv.org/abs/{id}v2</id>
      <title>{title}</title>
      <published>2024-01-01T18:00:00Z</published>
      <updated>2024-03-05T18:00:00Z</updated>
      <summary>  We weave.
      And weave &amp; weave.  </summary>
      {names}
      <link href="http://arxiv.org/abs/{id}v2" rel="alternate" type="text/html"/>
      {more}
    </entry>"""


def arxiv(*entries):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
      <title>arXiv Query</title>{"".join(entries)}
    </feed>"""


def orcid_summary(code, title, *, type="journal-article", doi="", date=(2023,), rank="0"):
    ids = [("doi", doi, "self")] if doi else []
    names = dict(zip(("year", "month", "day"), date, strict=False))
    return {
        "put-code": code,
        "title": {"title": {"value": title}, "subtitle": None},
        "type": type,
        "journal-title": {"value": "Journal of Looms"},
        "publication-date": {
            name: {"value": f"{names[name]:02}"} if name in names else None
            for name in ("year", "month", "day")
        },
        "external-ids": {
            "external-id": [
                {
                    "external-id-type": kind,
                    "external-id-value": value,
                    "external-id-relationship": relation,
                }
                for kind, value, relation in [("isbn", "978-0", "part-of"), *ids]
            ]
        },
        "url": {"value": "https://looms.example.org/"},
        "display-index": rank,
    }


def orcid(*summaries):
    return {"group": [{"work-summary": [summary]} for summary in summaries]}


def orcid_work(summary, *names, **values):
    contributors = [
        {
            "contributor-orcid": {"path": orcid} if orcid else None,
            "credit-name": {"value": name},
            "contributor-attributes": {"contributor-role": role},
        }
        for name, orcid, role in names
    ]
    return {"work": summary | {"contributors": {"contributor": contributors}} | values}


DBLP = """
@inproceedings{DBLP:conf/loom/Example25,
  author       = {Ada van Example and
                  Wei Zhang},
  title        = {Weaving with {Looms}},
  booktitle    = {{LOOM}},
  pages        = {12--34},
  year         = {2025},
  doi          = {10.5555/LOOM.2025.7},
  timestamp    = {Mon, 03 Mar 2025 21:00:00 +0100},
  biburl       = {https://dblp.org/rec/conf/loom/Example25.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org}
}
"""


def openalex_work(doi, total, by_year=(), title="", first="", **values):
    return {
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": title,
        "type": "article",
        "publication_year": 2025,
        "cited_by_count": total,
        "counts_by_year": [{"year": year, "cited_by_count": count} for year, count in by_year],
        "authorships": [{"author": {"display_name": first}}] if first else [],
    } | values


def openalex(*works):
    return {"meta": {"count": len(works)}, "results": list(works)}
