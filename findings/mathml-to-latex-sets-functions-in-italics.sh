#!/usr/bin/env bash
# mathml-to-latex 1.8.0 (npm) on MathML as Crossref has it in titles.
# Expected (MathML Core): `<mi>log</mi>`, of several letters, is upright, so it becomes \log or \mathrm{log}; `mathvariant="normal"`
# keeps one letter upright, as in H₂O; a comma between digits is no list.
# Seen: "log n" is printed as the product of l, o, g and n, H₂O in italics, and 1,000 as "1, 000".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund mathml-to-latex@1.8.0
cat > maths.cjs <<'END'
const { MathMLToLaTeX } = require('mathml-to-latex')
const expected = {
  '<mi>n</mi><mi>log</mi><mo>&#x2061;</mo><mi>n</mi>': 'n log n',
  '<mi>sin</mi><mi>x</mi>': 'sin x',
  '<msub><mi mathvariant="normal">H</mi><mn>2</mn></msub><mi mathvariant="normal">O</mi>': 'H_{2} O',
  '<mn>1</mn><mo>,</mo><mn>000</mn>': '1 , 000'
}
for (const [content, latex] of Object.entries(expected)) {
  const seen = MathMLToLaTeX.convert(`<math xmlns="http://www.w3.org/1998/Math/MathML">${content}</math>`)
  console.log(`${content}\n    ${seen}`)
  if (seen !== latex) process.exitCode = 1
}
END
node maths.cjs || { echo Changed; exit 1; }
