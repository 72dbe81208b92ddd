#!/usr/bin/env bash
# @citation-js/core 0.9.0 and @citation-js/plugin-bibtex 0.9.0 (npm), CSL-JSON to BibTeX.
# Expected: Chinese titles and names are written as they are, as BibTeX files have been in UTF-8 for many years, or there is an
# error.
# Seen: every character without a LaTeX command is dropped, as `format.asciiOnly` is true by default: people, title and
# journal are empty (not institutions), and the key is "undefined2024undefined" for each Chinese paper of a year. With
# `asciiOnly` false all is there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund @citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0
cat > write.cjs <<'END'
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
const paper = { id: 'a', type: 'article-journal', title: '织机的研究', 'container-title': '织造学报',
  author: [{ family: '张', given: '三' }, { literal: '示例团队' }], issued: { 'date-parts': [[2024]] } }
const write = () => new Cite(paper).format('bibtex')
const byDefault = write()
plugins.config.get('@bibtex').format.asciiOnly = false
const other = write()
console.log(byDefault + other)
const asSeen = /title = \{\}/.test(byDefault) && /journal = \{\}/.test(byDefault) && /undefined2024undefined/.test(byDefault) &&
  byDefault.includes('author = {,  and {示例团队}}') && other.includes('title = {织机的研究}')
if (!asSeen) { console.log('Changed'); process.exitCode = 1 }
END
node write.cjs
