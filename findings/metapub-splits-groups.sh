#!/usr/bin/env bash
# metapub 0.7.5 (PyPI): a record of PubMed with a group among the authors, as PubMed's DTD has it (CollectiveName).
# Expected: BibTeX with the group as one name in braces, "Jr", all of the pages and the issue; the title without tags.
# Seen: "The Loom Group" becomes the family name "The Loom" and the given name "Group", "Jr" and the issue are dropped, <sub> stays
# in the title, while <i> goes, and a paragraph of the abstract without a heading starts with "None: ". An article of
# "2023 Dec-2024 Jan" is of 1 January 2023.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check metapub==0.7.5 setuptools==80.9.0
"$folder/venv/bin/python" -W ignore - <<'END'
import sys

from metapub.pubmedarticle import PubMedArticle

RECORD = """<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">1</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">2049-3630</ISSN><JournalIssue CitedMedium="Print">
<Volume>7</Volume><Issue>3</Issue><PubDate><MedlineDate>2023 Dec-2024 Jan</MedlineDate></PubDate></JournalIssue>
<Title>Journal of Looms</Title><ISOAbbreviation>J Loom</ISOAbbreviation></Journal>
<ArticleTitle>Looms of <i>C. elegans</i> and H<sub>2</sub>O.</ArticleTitle>
<Pagination><StartPage>12</StartPage><EndPage>34</EndPage><MedlinePgn>12-34</MedlinePgn></Pagination>
<Abstract><AbstractText Label="AIM">To weave cloth.</AbstractText><AbstractText>Done.</AbstractText></Abstract>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Doe</LastName><ForeName>Jane</ForeName><Initials>J</Initials><Suffix>Jr</Suffix></Author>
<Author ValidYN="Y"><CollectiveName>The Loom Group</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="pubmed">1</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
article = PubMedArticle(RECORD)
print(article.citation_bibtex)
print("Date:", article.pubdate)
expected = ("author = {Doe, J and The Loom, Group}", "title = {Looms of C. elegans and H<sub>2</sub>O}", "None: Done")
is_same = all(part in article.citation_bibtex for part in expected) and "number" not in article.citation_bibtex
sys.exit(0 if is_same and str(article.pubdate) == "2023-01-01 00:00:00" else "Changed")
END
