"use strict";
// Finds the paragraphs of a source in a file of the reader's. The file is read here and sent nowhere.
(() => {
  const { digests, strings } = JSON.parse(document.getElementById("finder-data").textContent);
  const input = document.getElementById("copy");
  const result = document.getElementById("result");
  const LARGEST = 4 * 1024 * 1024;
  const LEAST = 0.25; // of the paragraphs, below which a file is not a copy of the source
  const say = (text, values = {}) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);

  function clear() {
    for (const state of document.querySelectorAll(".state")) state.remove();
  }

  function mark(number, line) {
    const cell = document.querySelector(`#p${number} > th`);
    const state = document.createElement("span");
    state.className = line ? "state yes" : "state";
    state.textContent = line === number ? strings.exact : line ? say(strings.moved, { n: line }) : strings.missing;
    cell.append(state);
  }

  if (!window.crypto?.subtle) { result.textContent = strings.insecure; return; }
  input.closest("[data-finder]").hidden = false;
  input.addEventListener("change", async () => {
    clear();
    const file = input.files[0];
    if (!file) return;
    if (file.size > LARGEST) { result.textContent = strings.large; return; }
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      result.textContent = strings.bad;
      return;
    }
    const lines = await Promise.all(fingerprint.paragraphs(text).map((line) => fingerprint.digest(fingerprint.normalise(line))));
    const places = fingerprint.place(digests, lines.map((digest) => digest.slice(0, 16)));
    const found = places.filter(Boolean).length;
    const exact = places.filter((line, index) => line === index + 1).length;
    const enough = found >= Math.max(1, LEAST * digests.length);
    result.textContent = say(enough ? strings.result : strings.other, { found, all: digests.length, exact, moved: found - exact });
    if (enough) places.forEach((line, index) => mark(index + 1, line));
  });
})();
