#!/usr/bin/env bash
# flatlatex 0.15 (PyPI; also Debian's python3-flatlatex), "LaTeX math to human readable text math": formulas of titles and abstracts.
# Expected: $O(n\log n)$ is "O(n log n)", and $5\%$ "5%", as LaTeX has them; what is not known raises an error or stays
# LaTeX that can be read.
# Seen: a command that is not known is glued to what follows it: "O(n\logn)", "\textifx", which is another command or none; the
# braces of \mathrm become round brackets, "\mathrm(Fe)₂", or nothing, "\mathrmO₃"; "5\%" keeps the backslash.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet flatlatex==0.15 2> /dev/null
cat > run.py <<'STOP'
import flatlatex

converter = flatlatex.converter()
for formula in (r"O(n\log n)", r"\max x_i", r"\text{if } x", r"\mathrm{Fe}_2\mathrm{O}_3", r"\leq 5\%", r"H_2O", r"n^{2k}"):
    print(formula, "->", converter.convert(formula))
STOP
env/bin/python run.py | tee seen
cat > expected <<'STOP'
O(n\log n) -> O(n\logn)
\max x_i -> \maxxᵢ
\text{if } x -> \textifx
\mathrm{Fe}_2\mathrm{O}_3 -> \mathrm(Fe)₂\mathrmO₃
\leq 5\% -> ≤5\%
H_2O -> H₂O
n^{2k} -> n²ᵏ
STOP
diff expected seen || { echo Changed; exit 1; }
