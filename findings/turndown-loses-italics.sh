#!/usr/bin/env bash
# turndown 7.2.5 and node-html-markdown 2.0.0 (npm), which turn pages into Markdown, read by markdown-it 15.0.3: a homepage in two languages.
# Expected: what is in italics or bold on the page is so on the page made of the Markdown.
# Seen: italics are written with "_", which CommonMark (0.31.2, section 6.2) ignores beside a letter, such as a Chinese one: "the _k_th row",
# "发表于_织机学报_" show the underscores. Bold text that ends with a bracket before a letter, usual in Chinese, shows its asterisks.
# rehype-remark 10.0.1 with remark-stringify 11.0.0 writes all of these so that they are read right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts node@20.20.2 # Debian 12 has Node.js 18
npm install --silent --no-audit --no-fund --ignore-scripts turndown@7.2.5 node-html-markdown@2.0.0 markdown-it@15.0.3 \
    unified@11.0.5 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-stringify@11.0.0
cat >pages.mjs <<'END'
import MarkdownIt from 'markdown-it'
import { NodeHtmlMarkdown } from 'node-html-markdown'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkStringify from 'remark-stringify'
import TurndownService from 'turndown'
import { unified } from 'unified'

const pages = [
  '<p>the <em>k</em>th row of <em>A</em></p>',
  '<p>发表于<em>织机学报</em>，2024</p>',
  '<p>获得<strong>最佳论文奖（2024）</strong>和奖金</p>',
]
const remark = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify)
const writers = {
  'rehype-remark': (page) => String(remark.processSync(page)),
  turndown: (page) => new TurndownService().turndown(page),
  'node-html-markdown': (page) => NodeHtmlMarkdown.translate(page),
}
for (const [name, write] of Object.entries(writers)) {
  for (const page of pages) {
    const again = new MarkdownIt().render(write(page)).trim()
    console.log(`${name}: ${again === page ? 'the same' : again}`)
  }
}
END
PATH="$PWD/node_modules/node/bin:$PATH" node pages.mjs | tee seen
diff seen - <<'END' || { echo Changed; exit 1; }
rehype-remark: the same
rehype-remark: the same
rehype-remark: the same
turndown: <p>the _k_th row of <em>A</em></p>
turndown: <p>发表于_织机学报_，2024</p>
turndown: <p>获得**最佳论文奖（2024）**和奖金</p>
node-html-markdown: <p>the _k_th row of <em>A</em></p>
node-html-markdown: <p>发表于_织机学报_，2024</p>
node-html-markdown: <p>获得**最佳论文奖（2024）**和奖金</p>
END
