// Print the CSL-JSON that citation-js reads from a file: node citation_js.js FOLDER_WITH_PACKAGES FILE
const path = require("path");
const { readFileSync } = require("fs");
const packages = path.join(process.argv[2], "node_modules", "@citation-js");
const { Cite } = require(path.join(packages, "core"));
require(path.join(packages, "plugin-bibtex"));
require(path.join(packages, "plugin-ris"));
const cite = new Cite(readFileSync(process.argv[3], "utf8"), { generateGraph: false });
process.stdout.write(JSON.stringify(cite.data));
