#!/usr/bin/env bash
# jats-xml 1.1.1 (npm, of Curvenote and MyST), front matter of articles in JATS.
# Expected: <collab> is an author with the name of the group, <suffix> is part of a name, <elocation-id>, volume and issue are
# there, and <name-alternatives> keep the name in Chinese characters.
# Seen: the group is an author called " ", "III" is gone, and so are the Chinese name, volume, issue and article number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund jats-xml@1.1.1
cat > article.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" "JATS-journalpublishing1-3.dtd">
<article article-type="research-article">
<front><journal-meta><journal-id journal-id-type="nlm-ta">J Looms</journal-id>
<journal-title-group><journal-title>Journal of Looms</journal-title></journal-title-group><issn>2049-3630</issn></journal-meta>
<article-meta><article-id pub-id-type="doi">10.5555/loom.7</article-id>
<title-group><article-title>Looms</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name-alternatives>
<name name-style="western"><surname>Zhang</surname><given-names>San</given-names></name>
<name name-style="eastern" xml:lang="zh"><surname>张</surname><given-names>三</given-names></name></name-alternatives></contrib>
<contrib contrib-type="author"><collab>Loom Group</collab></contrib>
<contrib contrib-type="author"><name><surname>King</surname><given-names>Carl</given-names><suffix>III</suffix></name></contrib>
</contrib-group>
<pub-date date-type="pub" iso-8601-date="2024-05-03"><day>3</day><month>5</month><year>2024</year></pub-date>
<volume>7</volume><issue>3</issue><elocation-id>e77</elocation-id></article-meta></front></article>
END
cat > read.mjs <<'END'
import fs from 'fs'
import { Jats } from 'jats-xml'
const { frontmatter } = new Jats(fs.readFileSync('article.xml', 'utf8'))
console.log(JSON.stringify(frontmatter, null, 1))
const text = JSON.stringify(frontmatter)
const asSeen = JSON.stringify(frontmatter.authors.map((author) => author.name)) === '["San Zhang"," ","Carl King"]' &&
  !/Loom Group|III|张|e77|"7"|"3"/.test(text)
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node read.mjs
