"use strict";
// The digest of a paragraph, exactly as reformdata/evidence/fingerprint.py computes it; tests compare the two.
var fingerprint = (() => {
  const SPACE = "\\t\\n\\v\\f\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const BLANK = new RegExp(`^[${SPACE}]*$`);
  const SPACES = new RegExp(`[${SPACE}]+`, "g");
  const EDGES = /^ | $/g;
  const INVISIBLE = /\p{Cf}/gu;
  const BULLETS = /^(?:[-*\u00b7\u2022\u2023\u2043\u2219\u25a0\u25a1\u25aa\u25ab\u25b6\u25ba\u25cb\u25cf\u25e6] +)+(?=[^ ])/;
  const FOLDED = [
    [/[\u0060\u00b4\u02b9\u02bc\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\uff07]/g, "'"],
    [/[\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\uff02]/g, '"'],
    [/[\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
  ];
  const fold = (text) => FOLDED.reduce((folded, [found, by]) => folded.replace(found, by), text);

  function paragraphs(text) {
    return text.split(/\r\n|\r|\n/).filter((line) => !BLANK.test(line));
  }

  function normalise(paragraph) {
    const visible = fold(fold(paragraph).normalize("NFKC")).replace(INVISIBLE, "");
    const plain = visible.normalize("NFKC").replaceAll("''", '"');
    return plain.replace(SPACES, " ").replace(EDGES, "").replace(BULLETS, "");
  }

  async function digest(normalised) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(normalised));
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Where each digest is among the lines: the number of a line from 1, the same one if possible, each line once; 0: nowhere.
  function place(digests, lines) {
    const at = new Map();
    lines.forEach((line, index) => at.set(line, [...(at.get(line) ?? []), index + 1]));
    const found = digests.map((one, index) => (lines[index] === one ? index + 1 : 0));
    const taken = new Set(found);
    return digests.map((one, index) => {
      if (found[index]) return found[index];
      const free = (at.get(one) ?? []).find((number) => !taken.has(number)) ?? 0;
      taken.add(free);
      return free;
    });
  }

  return { paragraphs, normalise, digest, place };
})();
if (typeof module !== "undefined") module.exports = fingerprint;
