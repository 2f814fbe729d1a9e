"use strict";
// Search in the index that reformdata/site/searching.py writes: every word of a query must be found, in any form.
var search = (() => {
  const PREFIX = 4, PREFIX_OF_STEM = 6, COMPOUND = 8, MOST_WORDS = 50;
  const WEIGHTS = [1, 3, 10]; // names, text, title
  const FIELDS = 4;
  const unique = (list) => [...new Set(list)];

  // What a word of a query is looked up as: terms, starts of terms, and pairs of terms that a record must both have.
  function lookups(word, stems) {
    const spellings = unique([word, stems.withDanishLetters(word)]);
    const keys = unique([...spellings.map(stems.danish), stems.english(word)]);
    const pairs = spellings.filter((one) => one.length >= COMPOUND).flatMap(stems.splits);
    return {
      terms: [...spellings.map((term) => [term, term.length >= PREFIX]), ...keys.map((term) => [term, term.length >= PREFIX_OF_STEM])],
      pairs,
    };
  }

  function parse(query, stems) {
    const exact = [], words = [];
    for (const [, quoted, word] of query.toLowerCase().matchAll(/"([^"]*[\p{L}\p{N}_][^"]*)"|([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)/gu)) {
      const parts = stems.words(quoted ?? word);
      if (quoted || parts.length > 1) exact.push(...parts); else words.push(parts[0]);
    }
    const single = unique(words).slice(0, MOST_WORDS);
    return [
      ...unique(exact).map((word) => ({ terms: [[word, false]], pairs: [] })),
      ...single.map((word, at) => {
        const looked = lookups(word, stems);
        for (const joined of [single[at - 1] && single[at - 1] + word, single[at + 1] && word + single[at + 1]].filter(Boolean)) {
          const { terms } = lookups(joined, stems);
          looked.terms.push(...terms.slice(-2).map(([term]) => [term, term.length >= PREFIX_OF_STEM]));
        }
        return looked;
      }),
    ];
  }

  const letter = (term) => term.codePointAt(0).toString(16);

  // Record numbers with a score. `load` gives the content of a file of the index.
  async function find(query, stems, load) {
    const parts = parse(query, stems);
    if (!parts.length) return null;
    const known = new Set(await load("letters"));
    const shard = async (term) => (known.has(letter(term)) ? load(letter(term)) : {});
    const postings = async (term, prefix) => {
      const terms = await shard(term);
      if (!prefix) return Object.hasOwn(terms, term) ? terms[term] : [];
      return Object.keys(terms).filter((one) => one.startsWith(term)).flatMap((one) => terms[one]);
    };
    let total = null;
    for (const part of parts) {
      const scores = new Map();
      const add = (number, score) => scores.set(number, Math.max(score, scores.get(number) ?? 0));
      for (const [term, prefix] of part.terms) {
        for (const one of await postings(term, prefix)) add(Math.floor(one / FIELDS), WEIGHTS[one % FIELDS]);
      }
      for (const [head, tail] of part.pairs) {
        const tails = new Set((await postings(tail, false)).map((one) => Math.floor(one / FIELDS)));
        if (tails.size) for (const one of await postings(head, false)) if (tails.has(Math.floor(one / FIELDS))) add(Math.floor(one / FIELDS), 0.5);
      }
      if (total === null) total = scores;
      else for (const [number, score] of total) if (scores.has(number)) total.set(number, score + scores.get(number)); else total.delete(number);
    }
    return total;
  }

  // Whether a word of a text is one of those looked for, to mark it.
  function marker(query, stems) {
    const parts = parse(query, stems);
    return (word) => {
      const plain = word.toLowerCase();
      const forms = [plain, stems.danish(plain), stems.english(plain)];
      const tails = stems.splits(plain).map(([, tail]) => tail);
      return parts.some(({ terms }) => terms.some(([term, prefix]) => forms.includes(term) || tails.includes(term) || (prefix && plain.startsWith(term))));
    };
  }

  return { find, marker };
})();
if (typeof module !== "undefined") module.exports = search;
