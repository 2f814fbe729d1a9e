"use strict";
// The stems of words, exactly as reformdata/store/stems.py makes them; tests compare the two for every word of the data.
var stems = (() => {
  const VOWELS = "aeiouyæøå";
  const DANISH = ["erede", "erne", "eren", "erer", "eret", "ende", "este", "ede", "ene", "ere", "est", "en", "er", "et", "e"];
  const OF_SHORT = ["ene", "en", "et", "e"], AFTER_VOWEL = ["erne", "er", "en"];
  const ENGLISH = ["ing", "ed", "e"];
  const NEUTER = ["igt", "alt", "ivt"];
  const OTHER_VOWEL = { "børn": "barn", "mænd": "mand" };
  const NO_HEAD = new Set(("all den der det efter for fra frem gennem ham her hun ind inden kan kun med mellem men mod over sam sammen til uden under ved").split(" "));
  const NO_TAIL = new Set(("del dels den dens der ell end ent gern hed ikk ing kern lig men mens mer red ring skab sker").split(" "));
  const ONE_WAY = { "é": "e", "è": "e", "ü": "y", "ä": "æ", "ö": "ø" };
  const oneWay = (word) => word.replace(/[éèüäö]/g, (letter) => ONE_WAY[letter]);
  const last = (word, n = 1) => word.slice(-n);
  const vowel = (letter) => VOWELS.includes(letter);

  const withoutS = (word) => (word.length > 4 && last(word) === "s" && !"ious".includes(word.at(-2)) ? word.slice(0, -1) : word);
  function without(word, endings) {
    for (const ending of endings) {
      const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : word;
      if (stem !== word && stem.length > 2 && [...stem].some(vowel)) return stem;
    }
    return word;
  }
  function leastBefore(ending, stem) {
    if (AFTER_VOWEL.includes(ending) && stem && vowel(last(stem))) return stem.endsWith("e") ? 3 : 2;
    return OF_SHORT.includes(ending) ? 3 : 4;
  }
  function withoutDanishEnding(word) {
    for (const ending of DANISH) {
      const stem = word.endsWith(ending) ? word.slice(0, -ending.length) : word;
      if (stem !== word && stem.length >= leastBefore(ending, stem) && [...stem].some(vowel)) return stem;
      if (ending === "erne" && stem.length === 3 && stem !== word) return `${stem}er`;
    }
    return word;
  }
  const undouble = (stem) => (stem.length > 3 && stem.at(-1) === stem.at(-2) && !vowel(last(stem)) ? stem.slice(0, -1) : stem);
  function contract(stem) {
    if (stem.endsWith("itet")) return stem.slice(0, -2);
    if (stem.length > 4 && stem.endsWith("tr")) return stem.slice(0, -1);
    if (stem.length > 4 && stem.endsWith("el") && !vowel(stem.at(-3))) return `${undouble(stem.slice(0, -2))}l`;
    return stem;
  }
  function danish(word) {
    let stem = withoutS(oneWay(word));
    if (stem.length > 5 && NEUTER.some((ending) => stem.endsWith(ending))) stem = stem.slice(0, -1);
    stem = contract(withoutS(undouble(withoutDanishEnding(stem))));
    return Object.hasOwn(OTHER_VOWEL, stem) ? OTHER_VOWEL[stem] : stem;
  }
  function english(word) {
    let stem = oneWay(word);
    if (stem.length > 4 && /ie[sd]$/.test(stem)) return `${stem.slice(0, -3)}y`;
    if (stem.length > 3 && last(stem) === "s" && !"isu".includes(stem.at(-2))) stem = stem.slice(0, -1);
    return undouble(without(stem, ENGLISH));
  }
  const withDanishLetters = (word) => word.replaceAll("aa", "å").replaceAll("ae", "æ").replaceAll("oe", "ø");
  function splits(word) {
    const found = [];
    for (let at = 3; at <= word.length - 4; at += 1) {
      const tail = danish(word.slice(at));
      if (!NO_HEAD.has(word.slice(0, at)) && !NO_TAIL.has(tail)) found.push([danish(word.slice(0, at)), tail]);
    }
    return found;
  }
  const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return { danish, english, splits, withDanishLetters, words };
})();
if (typeof module !== "undefined") module.exports = stems;
