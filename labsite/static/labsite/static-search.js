// Searches the index of a published site (labsite/publishing/search_index.py). Folds and ranks as the live
// site does (core/search/normalization.py, core/search/ranking.py).

const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", þ: "th", æ: "ae", œ: "oe", ß: "ss", ς: "σ" };
const MAX_WORDS = 8;
const MAX_LENGTH = 200;
const WORD = "[\\p{L}\\p{N}_]";
// "." and "/" stay next to digits, "+" and "#" after a word.
const LOOSE_STOP = new RegExp(`[./](?!(?<=\\p{Nd}.)${WORD})(?!(?<=${WORD}.)\\p{Nd})`, "gu");
const LOOSE_SIGN = new RegExp(`(?<!${WORD}|[+#])[+#]+`, "gu");
// A pasted link may have percent escapes and query parameters.
const ADDRESS = /(?:https?:\/\/|\b(?:(?:dx|www)\.)?(?:doi|arxiv)\.org\/)\S+/gi;
// The folded start of pasted links: https://doi.org/10.1145/…, doi:10.1145/…, arxiv.org/abs/2310.…
const LINK =
  /(?<!\S)(?:https? )?(?:www )?(?:(?:dx )?doi org[/ ]|arxiv org (?:abs|pdf|html)[/ ]|doi (?=10\.)|arxiv (?=\d{4}\.\d|[a-z]+(?: [a-z]+)?\/\d{7}))/g;
const ARXIV_VERSION = /^(?:10\.48550\/arxiv\.)?(\d{4}\.\d{4,5}|[a-z]+\/\d{7})(?:v\d+)?(?:\.pdf)?$/;

/** Return the text in lower case, without accents and without punctuation between words. */
export function fold(text) {
  const letters = text.normalize("NFKD").toLowerCase().normalize("NFKD");
  const signs = letters
    .replace(/[\s\x1c-\x1f\x85]/gu, " ")
    .replace(/[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .replace(/[øłđðħŧıþæœßς]/gu, (letter) => LETTERS[letter])
    .replace(/(?![+#./])[\p{P}\p{S}\p{Z}\u02bc]/gu, " ");
  const words = signs.replace(LOOSE_STOP, " ").replace(LOOSE_SIGN, " ");
  return words.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ");
}

/** Return the distinct folded words of a query; a link to a paper becomes its identifier. */
export function words(query) {
  const start = [...query].slice(0, 1000).join("");
  const plain = start.replace(ADDRESS, (link) => {
    const address = link.split(/[?#]/)[0];
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  });
  const folded = [...fold(plain)].slice(0, MAX_LENGTH).join("").replace(LINK, " ");
  const found = folded.split(" ").filter(Boolean).map((word) => {
    const bare = word.replace(/[+#./]+$/, "");
    const identifier = bare.match(ARXIV_VERSION)?.[1] ?? bare;
    return identifier.length > 2 ? identifier : word;
  });
  return [...new Set(found)].slice(0, MAX_WORDS);
}

// One or two Latin letters must start a word.
const pattern = (word) => (/^[a-z]{1,2}$/.test(word) ? ` ${word}` : word);
const lettersAndDigits = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");
// How close a title is to the query.
const [EXACT, START, IN_TITLE] = [0, 1, 2];
export const ELSEWHERE = 3;

export class SearchIndex {
  /** Filters need the kinds only, queries also the words of each kind. */
  constructor(kinds, words = {}) {
    for (const [kind, columns] of Object.entries(words)) Object.assign(kinds[kind], columns);
    this.kinds = kinds;
    this.texts = {};
  }

  /** Return the text by which each row of a kind is found, its own and that of its facets. */
  textsOf(kind) {
    return (this.texts[kind] ??= this.#textsOf(kind));
  }

  #textsOf(kind) {
    const { texts, facets } = this.kinds[kind];
    const searched = Object.values(facets).filter((facet) => facet.texts);
    return texts.map((text, row) => {
      const others = searched.flatMap((facet) => {
        const facetTexts = facet.kind ? this.kinds[facet.kind].texts : facet.texts;
        return facet.rows[row].map((place) => facetTexts[place]);
      });
      return ` ${[text, ...others].join(" ").replaceAll("\n", " ")}`;
    });
  }

  /** Return the places of the rows that have every word of the query, in the order of the live site. */
  search(kind, query) {
    const patterns = words(query).map(pattern);
    if (!patterns.length) return this.kinds[kind].keys.map((_key, row) => ({ row, closeness: IN_TITLE }));
    const texts = this.textsOf(kind);
    let rows = [...texts.keys()].filter((row) => patterns.every((part) => texts[row].includes(part)));
    if (kind === "people") rows = this.#people(query, patterns);
    const closeness = this.#closeness(kind, query, patterns);
    return rows
      .map((row) => ({ row, closeness: closeness(row) }))
      .sort((one, other) => one.closeness - other.closeness || one.row - other.row);
  }

  /** A person is also found by parts of words of the profile, which is not folded. */
  #people(query, patterns) {
    const texts = this.textsOf("people");
    const { profiles } = this.kinds.people;
    const all = words(query);
    return [...texts.keys()].filter((row) =>
      all.every((word, number) => texts[row].includes(patterns[number]) || profiles[row].includes(word)),
    );
  }

  /** Return a function from a row to its rank: lower numbers come first. */
  #closeness(kind, query, patterns) {
    const { texts, titles } = this.kinds[kind];
    const inTitle = (row) => hasAll(texts[row].split("\n", 1)[0]);
    const hasAll = (text) => patterns.every((part) => ` ${text}`.includes(part));
    if (kind === "people") {
      const names = this.textsOf("people");
      return (row) => (inTitle(row) ? 0 : hasAll(names[row]) ? 1 : 2);
    }
    if (kind !== "publications") return () => 0;
    const joined = lettersAndDigits(query);
    return (row) => {
      if (!inTitle(row)) return ELSEWHERE;
      if (!joined || !titles[row].startsWith(joined)) return IN_TITLE;
      return titles[row] === joined ? EXACT : START;
    };
  }

  /** Return the values of a facet, such as the years. */
  values(kind, name) {
    const facet = this.kinds[kind].facets[name];
    return facet.kind ? this.kinds[facet.kind].keys : facet.values;
  }

  /** Return what a value of a facet is called, if the index knows it. */
  label(kind, name, value) {
    const other = this.kinds[this.kinds[kind].facets[name].kind];
    return other?.labels?.[other.keys.indexOf(value)] ?? value;
  }

  /** Return whether a row has this value. */
  has(kind, row, name, value) {
    const values = this.values(kind, name);
    return this.kinds[kind].facets[name].rows[row].some((place) => values[place] === value);
  }

  /** Return whether a row has the values of all these filters. */
  hasAll(kind, row, filters) {
    return [...filters].every(([name, value]) => this.has(kind, row, name, value));
  }
}
