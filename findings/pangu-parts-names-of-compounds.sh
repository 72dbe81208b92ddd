#!/usr/bin/env bash
# pangu 7.2.1 (npm), which puts blanks between Chinese and Latin letters of texts and pages.
# Expected: names of compounds stay one word, as nomenclature writes them, L-精氨酸 (arginine), 5-羟色胺 (serotonin) and β-连环蛋白 (a protein),
# and so do formulas, which have no Chinese inside: "O(n log n)", "1/2". zhlint 0.8.2 and autocorrect-node 2.14.0, for the same task, do so.
# Seen: "L- 精氨酸", "5 - 羟色胺", "β- 连环蛋白", "O (n log n)" and "1 / 2", so that searches for the title do not find it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts pangu@7.2.1 zhlint@0.8.2 autocorrect-node@2.14.0
cat >blanks.mjs <<'END'
import autocorrect from 'autocorrect-node'
import { pangu } from 'pangu'
import { run } from 'zhlint'

const titles = ['用L-精氨酸治疗', '大鼠5-羟色胺', '论β-连环蛋白', 'O(n log n)的算法', '1/2的样本']
const tools = {
  zhlint: (title) => run(title, { rules: { preset: 'default' } }).result,
  autocorrect: (title) => autocorrect.format(title),
  pangu: (title) => pangu.spacingText(title),
}
for (const [name, add] of Object.entries(tools)) console.log(`${name}:`, titles.map(add).join('; '))
END
PATH="$PWD/node_modules/node/bin:$PATH" node blanks.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
zhlint: 用 L-精氨酸治疗; 大鼠 5-羟色胺; 论 β-连环蛋白; O(n log n) 的算法; 1/2 的样本
autocorrect: 用 L-精氨酸治疗; 大鼠 5-羟色胺; 论β-连环蛋白; O(n log n) 的算法; 1/2 的样本
pangu: 用 L- 精氨酸治疗; 大鼠 5 - 羟色胺; 论 β- 连环蛋白; O (n log n) 的算法; 1 / 2 的样本
END
