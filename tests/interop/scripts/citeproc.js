// Print the references that citeproc-js formats: node citeproc.js FOLDER_WITH_PACKAGES STYLE LOCALES FILE
// The result is an object: plain text by the id of the item.
const path = require("path");
const { existsSync, readFileSync } = require("fs");
const [packages, style, locales, file] = process.argv.slice(2);
const CSL = require(path.join(packages, "node_modules", "citeproc"));
const items = JSON.parse(readFileSync(file, "utf8"));
const itemOf = Object.fromEntries(items.map((item) => [item.id, item]));
const localeFile = (language) => path.join(locales, `locales-${language}.xml`);
const system = {
  retrieveItem: (id) => itemOf[id],
  retrieveLocale: (language) =>
    readFileSync(existsSync(localeFile(language)) ? localeFile(language) : localeFile("en-US"), "utf8"),
};
const engine = new CSL.Engine(system, readFileSync(style, "utf8"));
engine.setOutputFormat("text");
engine.updateItems(items.map((item) => item.id));
const [parameters, lines] = engine.makeBibliography();
const references = parameters.entry_ids.map(([id], index) => [id, lines[index].trim()]);
process.stdout.write(JSON.stringify(Object.fromEntries(references)));
