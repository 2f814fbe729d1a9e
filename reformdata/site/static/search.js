"use strict";
// Search in the index that reformdata/site/searching.py writes: every word of a query must be found, in any form.
var search = (() => {
  const PREFIX = 4, PREFIX_OF_STEM = 6, COMPOUND = 8, MOST_WORDS = 50, ALIKE = 0.6;
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

  // Whether a word of a text is one of those looked for, to mark it; `covers` says whether a text has all that is asked for.
  async function marker(query, lang, stems, load) {
    const groups = await parse(query, lang, stems, reader(load).finds);
    const within = await load("compounds");
    const stem = lang === "da" ? stems.danish : stems.english;
    const prefixed = (term) => term.length >= PREFIX_OF_STEM;
    const compoundsOf = (key) => (prefixed(key) ? Object.keys(within).filter((one) => one.startsWith(key)) : Object.hasOwn(within, key) ? [key] : []);
    const hits = new Map(groups.flat().map((part) => {
      const { spellings, keys, terms } = part;
      const compounds = new Set(keys.flatMap(compoundsOf).flatMap((one) => within[one]));
      return [part, (plain) => {
        const form = stem(plain);
        return compounds.has(plain) || terms.some(([term, prefix]) => plain === term || (prefix && plain.startsWith(term)))
          || spellings.includes(plain) || keys.includes(form) || keys.some((key) => prefixed(key) && form.startsWith(key));
      }];
    }));
    const hit = (word) => [...hits.values()].some((hitsWord) => hitsWord(word.toLowerCase()));
    hit.covers = (text) => {
      const plain = unique(stems.words(text)), forms = new Set(plain.map(stem));
      return groups.some((group) => group.every((part) => plain.some(hits.get(part))
        || part.pairs.some(([head, tail]) => forms.has(head) && forms.has(tail))));
    };
    return hit;
  }

  // The names with a hit, each after the label of its field; an alias after the name that it stands for.
  const namesWith = (hit, stems, names) => names.flatMap(([label, name, ...aliases]) => {
    const found = [name, ...aliases].filter((one) => stems.words(one).some(hit));
    return found.length ? [[label, found.includes(name) ? name : `${name} (${found[0]})`]] : [];
  });

  // How alike two words are, from 0 to 1: the share of the letters that are in common stretches, as Python's difflib has it.
  function likeness(one, other) {
    const common = (a, b) => {
      let best = 0, endA = 0, endB = 0, before = [];
      for (let i = 0; i < a.length; i += 1) {
        const lengths = [];
        for (let j = 0; j < b.length; j += 1) {
          if (a[i] !== b[j]) continue;
          lengths[j] = (before[j - 1] ?? 0) + 1;
          if (lengths[j] > best) { best = lengths[j]; endA = i + 1; endB = j + 1; }
        }
        before = lengths;
      }
      return best && best + common(a.slice(0, endA - best), b.slice(0, endB - best)) + common(a.slice(endA), b.slice(endB));
    };
    return (2 * common(one, other)) / (one.length + other.length);
  }

  // The words of the query that no record has, each with the words of the records that are most like it.
  async function nearest(query, lang, stems, load) {
    const { finds } = reader(load), known = await load("words");
    const asked = unique(groups(query).flat().filter(([, quoted, word, star]) => !quoted && !star && !word.includes("-")).map(([, , word]) => word.toLowerCase()));
    const unknown = [];
    for (const word of asked) if (!(await finds(lookups(word, lang, stems, false)))) unknown.push(word);
    return unknown.map((word) => {
      const possible = known.filter((one) => 2 * Math.min(one.length, word.length) >= ALIKE * (one.length + word.length));
      const close = possible.map((one) => [likeness(one, word), one]).filter(([share]) => share >= ALIKE);
      close.sort(([one, a], [two, b]) => two - one || (a < b ? -1 : 1));
      return [word, close.slice(0, 3).map(([, one]) => one)];
    }).filter(([, close]) => close.length);
  }

  return { find, marker, namesWith, nearest };
})();
if (typeof module !== "undefined") module.exports = search;
