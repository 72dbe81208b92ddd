#!/usr/bin/env bash
# eutils 0.6.0 (PyPI; Biocommons), articles of PubMed in its XML.
# Expected: the title has all its words where some are in italics or below the line (ArticleTitle has mixed content in PubMed's DTD), as the
# abstract has; "Jr" is part of King's name; the year is 2024.
# Seen: the title ends at the first such word, "Growth of " for "Growth of Escherichia coli in Looms", and is empty where it begins with one;
# the suffix is gone; the year of two months is "2024 Sep-Oct".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet eutils==0.6.0
cat > papers.xml <<'STOP'
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>12345678</PMID><Article>
  <Journal><JournalIssue><Volume>8</Volume><PubDate><MedlineDate>2024 Sep-Oct</MedlineDate></PubDate></JournalIssue></Journal>
  <ArticleTitle>Growth of <i>Escherichia coli</i> in Looms.</ArticleTitle>
  <Abstract><AbstractText>We weave <i>E. coli</i>.</AbstractText></Abstract>
  <AuthorList><Author><LastName>King</LastName><ForeName>Carl</ForeName><Initials>C</Initials><Suffix>Jr</Suffix></Author></AuthorList>
</Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>12345679</PMID><Article>
  <Journal><JournalIssue><PubDate><Year>2024</Year></PubDate></JournalIssue></Journal>
  <ArticleTitle><i>In vitro</i> Weaving.</ArticleTitle>
</Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
STOP
env/bin/python - <<'STOP' | tee seen
from eutils._internal.xmlfacades.pubmedarticleset import PubmedArticleSet
from lxml import etree

for article in PubmedArticleSet(etree.parse("papers.xml").getroot()):
    print([article.title, article.abstract, article.authors, article.year])
STOP
cat > expected <<'STOP'
['Growth of ', 'We weave E. coli.', ['King C'], '2024 Sep-Oct']
['', '', [], '2024']
STOP
diff expected seen || { echo Changed; exit 1; }
