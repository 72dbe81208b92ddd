#!/usr/bin/env bash
# mathml2omml 0.5.0 (npm), which brings formulas of web pages into Word's format (OMML, ECMA-376).
# Expected: the output is XML, with values that the format has: `m:sty` is p, b, i or bi (22.1.3.17).
# Seen: "p < 0.05" comes out with a bare "<", so the document is no XML any more and cannot be opened; an upright letter, as in H₂O or d for
# differentials (mathvariant="normal"), gets the style "undefined".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund mathml2omml@0.5.0
npm install --silent --no-audit --no-fund node@20.20.2 # Debian 12 has Node.js 18
export PATH=$PWD/node_modules/.bin:$PATH
cat > formulas.cjs <<'STOP'
const { mml2omml } = require('mathml2omml')
for (const formula of ['<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>', '<mi mathvariant="normal">d</mi><mi>x</mi>', '<mtext>R&amp;D</mtext>']) {
  console.log(mml2omml(`<math xmlns="http://www.w3.org/1998/Math/MathML">${formula}</math>`))
}
STOP
node formulas.cjs | sed 's/ xmlns:[a-z]*="[^"]*"//g' | tee seen
cat > expected <<'STOP'
<m:oMath><m:r><m:t xml:space="preserve">p<0.05</m:t></m:r></m:oMath>
<m:oMath><m:r><w:rPr/><m:rPr><m:nor/><m:sty m:val="undefined"/></m:rPr><m:t xml:space="preserve">d</m:t></m:r><m:r><m:t xml:space="preserve">x</m:t></m:r></m:oMath>
<m:oMath><m:r><m:rPr><m:nor/></m:rPr><m:t xml:space="preserve">R&D</m:t></m:r></m:oMath>
STOP
diff expected seen || { echo Changed; exit 1; }
