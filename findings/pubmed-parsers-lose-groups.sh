#!/usr/bin/env bash
# pubmed_parser 0.5.1 and metapub 0.7.5 (PyPI): an article of PubMed with a group among its authors (CollectiveName).
# Expected: the group is an author by its name, "Jr" is King's suffix, and both affiliations of Doe are there.
# Seen: pubmed_parser has an author whose names are all empty, drops the suffix and the second affiliation, and has one text for
# volume and issue, "8(2)". metapub's author_list has an author None, None (its plain list of authors has the group).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pubmed_parser==0.5.1 metapub==0.7.5
cat > article.xml <<'END'
<?xml version="1.0"?>
<PubmedArticleSet>
  <PubmedArticle>
    <MedlineCitation Status="MEDLINE" Owner="NLM">
      <PMID Version="1">10000001</PMID>
      <Article PubModel="Print">
        <Journal>
          <JournalIssue CitedMedium="Print">
            <Volume>8</Volume>
            <Issue>2</Issue>
            <PubDate><Year>2024</Year></PubDate>
          </JournalIssue>
          <Title>Weaving</Title>
        </Journal>
        <ArticleTitle>Looms.</ArticleTitle>
        <AuthorList CompleteYN="Y">
          <Author ValidYN="Y">
            <LastName>Doe</LastName><ForeName>Jane</ForeName><Initials>J</Initials>
            <AffiliationInfo><Affiliation>University of Examples.</Affiliation></AffiliationInfo>
            <AffiliationInfo><Affiliation>Example Hospital.</Affiliation></AffiliationInfo>
          </Author>
          <Author ValidYN="Y"><CollectiveName>Loom Study Group</CollectiveName></Author>
          <Author ValidYN="Y">
            <LastName>King</LastName><ForeName>Carl</ForeName><Initials>C</Initials><Suffix>Jr</Suffix>
          </Author>
        </AuthorList>
        <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
      </Article>
    </MedlineCitation>
    <PubmedData><ArticleIdList><ArticleId IdType="pubmed">10000001</ArticleId></ArticleIdList></PubmedData>
  </PubmedArticle>
</PubmedArticleSet>
END
gzip --keep article.xml
venv/bin/python - <<'END' 2>/dev/null
import sys
from pathlib import Path

import pubmed_parser
from metapub import PubMedArticle

[article] = pubmed_parser.parse_medline_xml("article.xml.gz", author_list=True)
people = PubMedArticle(Path("article.xml").read_text()).author_list
print("pubmed_parser", article["issue"], *article["authors"], sep="\n  ")
print("metapub", *((person.last_name, person.fore_name) for person in people), sep="\n  ")
as_seen = not any(article["authors"][1].values()) and article["issue"] == "8(2)"
as_seen = as_seen and not any(text in str(article) for text in ("Loom Study Group", "Jr", "Example Hospital"))
as_seen = as_seen and (people[1].last_name, people[1].fore_name) == (None, None)
print("As seen" if as_seen else "Changed")
sys.exit(0 if as_seen else 1)
END
