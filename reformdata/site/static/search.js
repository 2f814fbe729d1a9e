"use strict";
// Search in the index that reformdata/site/searching.py writes: every word of a query must be found, in any form.
var search = (() => {
  const PREFIX = 4, PREFIX_OF_STEM = 6, COMPOUND = 8, MOST_WORDS = 50;
  const WEIGHTS = [1, 3, 10]; // names, text, title
  const FIELDS = 4;
  const unique = (list) => [...new Set(list)];

  // What a word of a query is looked up as: terms, starts of terms, and pairs of terms that a record must both have.
  function lookups(word, lang, stems, prefix) {
    const danish = lang === "da";
    const spellings = danish ? unique([word, stems.withDanishLetters(word)]) : [word];
    const keys = unique(spellings.map(danish ? stems.danish : stems.english));
    return {
      spellings, keys,
      terms: [...spellings.map((term) => [term, prefix]), ...keys.map((term) => [term, term.length >= PREFIX_OF_STEM])],
      pairs: danish ? spellings.filter((one) => one.length >= COMPOUND).flatMap(stems.splits) : [],
    };
  }
  function start(word, lang, stems) {
    const spellings = lang === "da" ? unique([word, stems.withDanishLetters(word)]) : [word];
    return { spellings, keys: [], terms: spellings.map((term) => [term, true]), pairs: [] };
  }

  // The parts of each query between OR, of which a record must have all.
  function groups(query) {
    const found = [...query.matchAll(/"([^"]*[\p{L}\p{N}_][^"]*)"|([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)(\*?)/gu)].slice(0, MOST_WORDS);
    const or = (one) => one !== undefined && one[0] === "OR";
    const parts = [[]];
    found.forEach((one, at) => {
      if (or(one) && parts.at(-1).length && at + 1 < found.length && !or(found[at + 1])) parts.push([]);
      else parts.at(-1).push(one);
    });
    return parts.filter((part) => part.length);
  }

  // What is looked up for each group; `finds` says whether a record has a word in any form.
  async function parse(query, lang, stems, finds) {
    return Promise.all(groups(query).map(async (part) => {
      const exact = [], words = new Map();
      for (const [, quoted, word, star] of part) {
        const plain = (quoted ?? word).toLowerCase(), runs = stems.words(plain);
        if (quoted || runs.length > 1) exact.push(...runs);
        else if (star) words.set(`${plain}*`, start(plain, lang, stems));
        else words.set(plain, lookups(plain, lang, stems, plain.length >= PREFIX && !(await finds(lookups(plain, lang, stems, false)))));
      }
      const single = [...words.values()];
      single.forEach((word, at) => {
        const next = single[at + 1];
        if (lang !== "da" || !next || !word.keys.length || !next.keys.length) return;
        for (const term of lookups(word.spellings[0] + next.spellings[0], lang, stems, false).keys) {
          for (const one of [word, next]) one.terms.push([term, term.length >= PREFIX]);
        }
      });
      return [...unique(exact).map((word) => ({ spellings: [word], keys: [], terms: [[word, false]], pairs: [] })), ...single];
    }));
  }

  const letter = (term) => term.codePointAt(0).toString(16);

  function reader(load) {
    const known = load("letters").then((letters) => new Set(letters));
    const postings = async (term, prefix) => {
      const terms = (await known).has(letter(term)) ? await load(letter(term)) : {};
      if (!prefix) return Object.hasOwn(terms, term) ? terms[term] : [];
      return Object.keys(terms).filter((one) => one.startsWith(term)).flatMap((one) => terms[one]);
    };
    // Record numbers with a score.
    async function scores(part) {
      const found = new Map();
      const add = (number, score) => found.set(number, Math.max(score, found.get(number) ?? 0));
      for (const [term, prefix] of part.terms) {
        for (const one of await postings(term, prefix)) add(Math.floor(one / FIELDS), WEIGHTS[one % FIELDS]);
      }
      for (const [head, tail] of part.pairs) {
        const tails = new Set((await postings(tail, false)).map((one) => Math.floor(one / FIELDS)));
        if (tails.size) for (const one of await postings(head, false)) if (tails.has(Math.floor(one / FIELDS))) add(Math.floor(one / FIELDS), 0.5);
      }
      return found;
    }
    return { scores, finds: async (part) => (await scores(part)).size > 0 };
  }

  // Record numbers with a score. `load` gives the content of a file of the index.
  async function find(query, lang, stems, load) {
    const { scores, finds } = reader(load);
    const parsed = await parse(query, lang, stems, finds);
    if (!parsed.length) return null;
    const all = new Map();
    for (const group of parsed) {
      let total = null;
      for (const part of group) {
        const found = await scores(part);
        if (total === null) total = found;
        else for (const [number, score] of total) if (found.has(number)) total.set(number, score + found.get(number)); else total.delete(number);
      }
      for (const [number, score] of total) all.set(number, Math.max(score, all.get(number) ?? 0));
    }
    return all;
  }

  // Whether a word of a text is one of those looked for, to mark it.
  async function marker(query, lang, stems, load) {
    const parts = (await parse(query, lang, stems, reader(load).finds)).flat();
    const within = await load("compounds");
    const prefixed = (term) => term.length >= PREFIX_OF_STEM;
    const compounds = new Set(parts.flatMap(({ keys }) => keys.flatMap((key) => (
      prefixed(key) ? Object.keys(within).filter((one) => one.startsWith(key)) : Object.hasOwn(within, key) ? [key] : []
    ).flatMap((one) => within[one]))));
    return (word) => {
      const plain = word.toLowerCase();
      const form = lang === "da" ? stems.danish(plain) : stems.english(plain);
      return compounds.has(plain) || parts.some(({ spellings, keys, terms }) => (
        terms.some(([term, prefix]) => plain === term || (prefix && plain.startsWith(term))) || spellings.includes(plain)
        || keys.includes(form) || keys.some((key) => prefixed(key) && form.startsWith(key))));
    };
  }

  return { find, marker };
})();
if (typeof module !== "undefined") module.exports = search;
