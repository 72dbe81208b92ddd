#!/usr/bin/env bash
# MathLive 0.111.1 (npm), which turns LaTeX's formulas into MathML: formulas of titles and abstracts.
# Expected: "{,}" is a comma without the space behind it, as LaTeX's authors write 1{,}000; in MathML the comma stays, or the number is 1000.
# \mathcal gives another letter than a plain one, for which MathML has the character 𝒪, as \mathfrak and \mathbb do.
# Seen: "{,}" becomes a decimal point, so n > 1,000 is "n > 1.000", and 1,234,567 "1.234.567"; \mathcal{O} is the variable O.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts mathlive@0.111.1
cat > run.mjs <<'STOP'
import { convertLatexToMathMl } from "mathlive";
const raw = String.raw;
for (const formula of ["1,000", "n>1{,}000", "1{,}234{,}567", raw`\mathcal{O}`, raw`\mathfrak{g}`, raw`\mathbb{R}`])
    console.log(formula, convertLatexToMathMl(formula));
STOP
node run.mjs | tee seen
cat > expected <<'STOP'
1,000 <mrow><mn>1</mn><mo separator="true">,</mo><mn>000</mn></mrow>
n>1{,}000 <mrow><mi>n</mi><mo>&gt;</mo><mn>1.000</mn></mrow>
1{,}234{,}567 <mn>1.234.567</mn>
\mathcal{O} <mi>O</mi>
\mathfrak{g} <mi>𝔤</mi>
\mathbb{R} <mi>ℝ</mi>
STOP
diff expected seen || { echo Changed; exit 1; }
