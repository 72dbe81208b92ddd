#!/usr/bin/env bash
# myst-to-tex 1.0.45 with myst-parser 1.7.3 (npm), with which MyST and Jupyter Book 2 make LaTeX: a list of papers that begins at 12.
# Expected (CommonMark, 5.3; enumitem's manual, "Enumerate lists"): "12." begins a list at 12; enumitem has `start=12` for it.
# Seen: it is written with `resume`, which goes on from the list before, so the first list of a document begins at 1, and one that begins at 5
# after a list of three at 4.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts myst-to-tex@1.0.45 myst-parser@1.7.3 unified@11.0.5 vfile@6.0.3
cat >write.mjs <<'END'
import { mystParse } from 'myst-parser'
import mystToTex from 'myst-to-tex'
import { unified } from 'unified'
import { VFile } from 'vfile'

const text = '12. Jane Doe. Looms.\n13. Anna Roe. Yarn.\n'
console.log(unified().use(mystToTex).stringify(mystParse(text), new VFile()).result.value)
END
PATH="$PWD/node_modules/node/bin:$PATH" node write.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
\begin{enumerate}[resume]
\item Jane Doe. Looms.
\item Anna Roe. Yarn.
\end{enumerate}
END
