"use strict";
// Search and filters of the list of records. Their state is in the address; without script the same links lead to plain pages.
(() => {
  const nav = document.querySelector(".facets[data-index]");
  const strings = JSON.parse(document.getElementById("strings").textContent);
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const take = document.querySelector(".take");
  let shownRows = null; // the records found, each with its number; null: all of them
  const input = document.getElementById("q");
  const plain = [...found.childNodes];
  const plainCount = count.textContent;
  const COLUMNS = { kind: 3, verdict: 4, area: 5, theme: 6, voice: 7, year: 8 };
  const PAGE = 50, PASSAGE = 220, IN_FILE = 100;
  const links = [...nav.querySelectorAll("a[data-facet]")].map((link) => ({
    link, facet: link.dataset.facet, value: link.dataset.value, number: link.querySelector("span"), all: link.querySelector("span").textContent,
    label: link.firstChild.textContent.trim(), href: link.getAttribute("href"),
  }));
  const labels = new Map(links.map(({ facet, value, label }) => [`${facet}=${value}`, label]));
  const headings = [...nav.querySelectorAll("details")].map((details) => ({ details, chosen: element("span") }));
  for (const { details, chosen } of headings) details.firstElementChild.append(chosen);
  const narrow = matchMedia("(max-width: 51.99rem)").matches; // as in style.css
  if (narrow) for (const { details } of headings) details.open = false;
  const other = document.querySelector(".switch");
  const lang = nav.dataset.lang;
  const number = new Intl.NumberFormat(lang === "da" ? "da-DK" : "en-GB");
  const day = new Intl.DateTimeFormat(lang === "da" ? "da-DK" : "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const files = new Map(), waiting = new Map();
  window.reformdataIndex = (name, value) => waiting.get(name)?.(value);
  function load(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `${nav.dataset.index}${name}.js`;
        script.onerror = reject;
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  function state() {
    const asked = new URLSearchParams(location.search);
    const chosen = {};
    for (const facet of Object.keys(COLUMNS)) if (asked.get(facet)) chosen[facet] = asked.get(facet);
    return { query: (asked.get("q") ?? "").trim(), chosen };
  }
  function address(query, chosen) {
    const asked = new URLSearchParams();
    if (query) asked.set("q", query);
    for (const [facet, value] of Object.entries(chosen)) asked.set(facet, value);
    const text = asked.toString();
    return text ? `?${text}` : location.pathname.split("/").pop();
  }
  const has = (row, facet, value) => [row[COLUMNS[facet]]].flat().includes(value);
  const passes = (row, chosen, except) => Object.entries(chosen).every(([facet, value]) => facet === except || has(row, facet, value));

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }
  function marked(text, hit) {
    if (!hit) return [text];
    return text.split(/([\p{L}\p{N}_]+)/u).map((part, at) => (at % 2 && hit(part) ? element("mark", {}, part) : part));
  }
  function passage(text, hit) {
    if (text.length <= PASSAGE) return text;
    let first = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) if (hit(match[0])) { first = match.index; break; }
    const start = first > 60 ? text.indexOf(" ", first - 60) + 1 : 0;
    const end = text.length - start <= PASSAGE ? text.length : text.lastIndexOf(" ", start + PASSAGE);
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  }
  function item(row, hit, text, names) {
    const [id, title, date, kind, fate] = row;
    const facts = element("p", {}, element("span", { className: "kind" }, labels.get(`kind=${kind}`) ?? kind),
      ` · ${row[9]}\u00a0· `, element("time", {}, day.format(new Date(date))));
    if (fate !== "not-followed") facts.append(" ", element("span", { className: `fate f-${fate}` }, labels.get(`verdict=${fate}`) ?? fate));
    const made = element("li", { className: `row k-${kind}` }, element("a", { href: `records/${id}.html` }, ...marked(title, hit)));
    if (text) made.append(element("p", {}, ...marked(passage(text, hit), hit)));
    if (names.length) made.append(element("p", {}, ...names.flatMap(([label, name], at) => [`${at ? "; " : ""}${label}: `, ...marked(name, hit)])));
    made.append(facts);
    return made;
  }

  function suggestions(query, chosen, near) {
    return near.map(([word, close]) => {
      const links = close.map((one) => {
        const link = element("a", { href: address(query.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, "giu"), one), chosen), textContent: one });
        link.addEventListener("click", follow);
        return link;
      });
      return element("p", {}, `${strings.nearest.replace("{word}", word)} `, ...links.flatMap((link, at) => (at ? [", ", link] : [link])));
    });
  }

  // A table for a spreadsheet, which in Danish expects semicolons, and which takes some texts for formulas.
  function table(kept) {
    const named = (facet, values) => [values].flat().map((value) => labels.get(`${facet}=${value}`) ?? value).join(", ");
    const lines = kept.map(([[id, title, date, kind, fate, areas, themes, , , voice]]) =>
      [id, named("kind", kind), date, title, voice, named("verdict", fate), named("area", areas), named("theme", themes)]);
    const cell = (text) => `"${text.replace(/^(?=[=+\-@\t\r\n＝＋－＠])/, "'").replaceAll('"', '""')}"`;
    const head = ["id", "kind", "date", "title", "voice", "verdict", "area", "theme"].map((name) => strings[name]);
    return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(lang === "da" ? ";" : ",")).join("\r\n")}\r\n`;
  }
  const STYLES = { bib: 0, ris: 1 }; // as in reformdata/site/searching.py
  async function save(form) {
    const kept = shownRows ?? (await load("records")).map((row, at) => [row, at]);
    const text = form === "csv" ? table(kept) : `${(await Promise.all(kept.map(async ([, at]) =>
      (await load(`references-${Math.floor(at / IN_FILE)}`))[at % IN_FILE][STYLES[form]]))).join("\n\n")}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: form === "csv" ? "text/csv" : "text/plain" }));
    element("a", { href: address, download: `reformdata.${form}` }).click();
    URL.revokeObjectURL(address);
  }
  for (const button of take.querySelectorAll("button")) button.addEventListener("click", () => save(button.dataset.take));

  let turn = 0;
  async function show() {
    const mine = (turn += 1);
    const { query, chosen } = state();
    input.value = query;
    for (const { link, facet, value } of links) {
      const on = chosen[facet] === value;
      if (on) { link.setAttribute("aria-current", "true"); link.closest("details").open ||= !narrow; } else link.removeAttribute("aria-current");
      const next = { ...chosen };
      if (on) delete next[facet]; else next[facet] = value;
      link.href = address(query, next);
    }
    for (const { details, chosen: shown } of headings) {
      const on = details.querySelector("[aria-current]");
      shown.textContent = on ? `: ${on.firstChild.textContent.trim()}` : "";
    }
    other.search = location.search;
    if (!query && !Object.keys(chosen).length) {
      for (const { number: shown, all, link } of links) { shown.textContent = all; link.classList.remove("empty"); }
      count.textContent = plainCount;
      shownRows = null;
      take.hidden = false;
      found.replaceChildren(...plain);
      return;
    }
    const rows = await load("records");
    if (rows.some(([id]) => id === query)) { location.replace(`records/${query}.html`); return; }
    const scores = query ? await search.find(query, lang, stems, load) : null;
    if (mine !== turn) return;
    const searched = rows.map((row, at) => [row, at]).filter(([, at]) => !scores || scores.has(at));
    for (const { facet, value, number: shown, link } of links) {
      const n = searched.filter(([row]) => has(row, facet, value) && passes(row, chosen, facet)).length;
      shown.textContent = number.format(n);
      link.classList.toggle("empty", n === 0);
    }
    const kept = searched.filter(([row]) => passes(row, chosen));
    if (scores) kept.sort(([, one], [, two]) => scores.get(two) - scores.get(one) || one - two);
    shownRows = kept;
    take.hidden = !kept.length;
    count.textContent = kept.length === 1 ? strings.one_found : strings.many_found.replace("{n}", number.format(kept.length));
    const clear = element("a", { href: address("", {}), textContent: strings.clear });
    clear.addEventListener("click", follow);
    count.append(clear);
    if (!kept.length) {
      const near = scores && !scores.size ? await search.nearest(query, lang, stems, load) : [];
      if (mine === turn) found.replaceChildren(element("p", {}, strings.none), ...suggestions(query, chosen, near));
      return;
    }
    const hit = scores ? await search.marker(query, lang, stems, load) : null;
    const list = element("ul", { className: "rows" });
    const more = element("button", { type: "button", textContent: strings.more });
    let shown = 0;
    async function grow() {
      const next = kept.slice(shown, shown + PAGE);
      const part = async (name, at) => (await load(`${name}-${Math.floor(at / IN_FILE)}`))[at % IN_FILE];
      const items = await Promise.all(next.map(async ([row, at]) => {
        const text = hit ? await part("texts", at) : "";
        const named = hit && !hit.covers(`${row[1]}\n${text}`) ? search.namesWith(hit, stems, await part("names", at)) : [];
        return item(row, hit, text, named);
      }));
      if (mine !== turn) return;
      list.append(...items);
      if (shown) items[0].querySelector("a").focus();
      shown += next.length;
      more.hidden = shown >= kept.length;
    }
    more.addEventListener("click", grow);
    await grow();
    if (mine === turn) found.replaceChildren(list, more);
  }

  function go(target) {
    try {
      history.pushState(null, "", target);
    } catch { // a page opened from a disk may not change its address
      location.href = target;
      return;
    }
    show();
  }
  function follow(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(event.currentTarget.getAttribute("href"));
  }
  for (const { link } of links) link.addEventListener("click", follow);
  input.form.addEventListener("submit", (event) => { event.preventDefault(); go(address(input.value.trim(), state().chosen)); });
  window.addEventListener("popstate", show);
  show();
})();
