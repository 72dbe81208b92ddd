// Print the entries that ORCID's parser reads from a BibTeX file as BibTeX: node orcid.js FOLDER_WITH_PACKAGES FILE
const path = require("path");
const { readFileSync } = require("fs");
const { toJSON } = require(path.join(process.argv[2], "node_modules", "@orcid", "bibtex-parse-js"));
for (const { entryType, citationKey, entryTags } of toJSON(readFileSync(process.argv[3], "utf8"))) {
  const fields = Object.entries(entryTags).map(([name, value]) => `  ${name} = {${value}},\n`);
  process.stdout.write(`@${entryType}{${citationKey},\n${fields.join("")}}\n`);
}
