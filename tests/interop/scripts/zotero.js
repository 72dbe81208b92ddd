// Print what a translator of Zotero reads from a file, as CSL-JSON: node zotero.js CHECKOUTS TRANSLATOR FILE
// CHECKOUTS is a folder with checkouts of Zotero's repositories "translators", "utilities" and
// "zotero-schema". Only the interfaces that its translators for files call are provided.
const path = require("path");
const vm = require("vm");
const { readFileSync } = require("fs");
const [checkouts, translator, file] = process.argv.slice(2);
const utilities = path.join(checkouts, "utilities");
const read = (...parts) => readFileSync(path.join(...parts), "utf8");

globalThis.Zotero = { locale: "en-US", debug: () => {}, isNode: true };
Zotero.Schema = require(path.join(utilities, "schema"));
Zotero.Utilities = require(path.join(utilities, "utilities"));
Zotero.Utilities.Item = require(path.join(utilities, "utilities_item"));
Zotero.Date = require(path.join(utilities, "date"));
Zotero.Schema.init(read(checkouts, "zotero-schema", "schema.json"));
Zotero.Date.init(read(utilities, "resource", "dateFormats.json"));
const types = require(path.join(utilities, "cachedTypes"));
types.setTypeSchema(require(path.join(utilities, "resource", "zoteroTypeSchemaData")));
Object.assign(Zotero, types);

const items = [];
class Item {
  constructor(type) {
    Object.assign(this, { itemType: type, creators: [], tags: [], notes: [], attachments: [], seeAlso: [] });
  }
  complete() {
    items.push(this);
  }
}

// Return the field under which Zotero stores a value, or null if it drops the value.
function storedField(name, type) {
  const field = Zotero.ItemFields.getID(name);
  if (!field) return null;
  if (Zotero.ItemFields.isValidForType(field, type)) return name;
  const specific = Zotero.ItemFields.getFieldIDFromTypeAndBase(type, field);
  return specific ? Zotero.ItemFields.getName(specific) : null;
}

function stored(item) {
  const type = Zotero.ItemTypes.getID(item.itemType);
  const result = { itemType: item.itemType, creators: item.creators, uri: item.uri };
  for (const [name, value] of Object.entries(item)) {
    if (name in result || typeof value !== "string") continue;
    const field = storedField(name, type);
    if (field) result[field] = value;
  }
  return result;
}

const text = readFileSync(file, "utf8");
let position = 0;
const helpers = Object.assign(Object.create(Zotero.Utilities), Zotero.Utilities, {
  fieldIsValidForType: (name, type) => Boolean(storedField(name, Zotero.ItemTypes.getID(type))),
  // The original needs a browser.
  unescapeHTML: (text) =>
    text.replace(/<\/?[a-z][^>]*>/gi, "").replace(/&(lt|gt|quot|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name]),
  formatDate: (date) => Zotero.Date.formatDate(date),
  strToDate: (date) => Zotero.Date.strToDate(date),
  strToISO: (date) => Zotero.Date.strToISO(date),
  itemTypeExists: (type) => Boolean(Zotero.ItemTypes.getID(type)),
  itemFromCSLJSON: (item, source) => Zotero.Utilities.Item.itemFromCSLJSON(item, source),
});
const sandbox = {
  Item,
  Utilities: helpers,
  debug: () => {},
  getHiddenPref: () => undefined,
  parentTranslator: null,
  setProgress: () => {},
  // The next line, or the next characters.
  read: (size) => {
    if (position >= text.length) return false;
    const end = size ? position + size : text.indexOf("\n", position) + 1 || text.length;
    const part = text.slice(position, end);
    position = end;
    return size ? part : part.replace(/\r?\n$/, "");
  },
};
const source = read(checkouts, "translators", `${translator}.js`).replace(/^\s*\{[\s\S]*?\n\}\n/, "");
const context = vm.createContext({ Zotero: sandbox, Z: sandbox, ZU: helpers, Promise, Error });
vm.runInContext(`${source}\nthis.doImport = doImport;`, context);
context.doImport().then(() => {
  const results = items.map((item) => ({
    ...Zotero.Utilities.Item.itemToCSLJSON(stored(item)),
    key: item.itemID,
    keyword: item.tags.map((tag) => tag.tag ?? tag).join(", "),
    childNotes: item.notes.map((note) => note.note.replace(/<[^>]+>/g, "")).join(" "),
  }));
  process.stdout.write(JSON.stringify(results));
});
