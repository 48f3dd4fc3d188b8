// Search over text and equations. Each chapter's rows stand in search/CHAPTER.js, loaded when the field is first used.
(() => {
  "use strict";
  const field = document.getElementById("search");
  const list = document.getElementById("hits");
  const chapters = document.body.dataset.chapters.split(" ").filter(Boolean);
  const rows = [];
  let loading = null;
  let chosen = -1;

  window.mathnnSearch = (chapter, title, found) => {
    for (const [kind, anchor, name, text] of found) {
      rows.push({ kind, url: `${chapter}.html${anchor ? "#" : ""}${anchor}`, chapter: title, name, text,
        low: `${name} ${text}`.toLowerCase(), head: name.toLowerCase() });
    }
  };

  const load = () => loading ??= Promise.all(chapters.map((name) => new Promise((done) => {
    const script = Object.assign(document.createElement("script"), { src: `search/${name}.js`, onload: done, onerror: done });
    document.head.append(script);
  })));

  const weight = { section: 3, chapter: 3, equation: 2, figure: 1.5 };
  const begins = (text, word) => {
    const at = text.indexOf(word);
    return at < 0 ? 0 : at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1]) ? 1 : 0.4;
  };
  const score = (row, words) => {
    let total = 0;
    for (const word of words) {
      const found = begins(row.low, word);
      if (!found) return 0;
      total += found + 3 * begins(row.head, word);
    }
    return total + (weight[row.kind] ?? 1);
  };

  const marked = (text, words) => {
    const parts = [];
    const low = text.toLowerCase();
    let done = 0;
    while (done < text.length) {
      const hits = words.map((word) => [low.indexOf(word, done), word.length]).filter(([at]) => at >= 0);
      if (!hits.length) break;
      const [at, length] = hits.sort((a, b) => a[0] - b[0])[0];
      parts.push(text.slice(done, at), Object.assign(document.createElement("mark"), { textContent: text.slice(at, at + length) }));
      done = at + length;
    }
    return [...parts, text.slice(done)];
  };

  const around = (text, words) => {
    const at = Math.min(...words.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0), text.length);
    const start = at > 50 ? text.lastIndexOf(" ", at - 40) + 1 : 0;
    return `${start ? "… " : ""}${text.slice(start, start + 130)}${text.length > start + 130 ? " …" : ""}`;
  };

  const entry = (row, words, place) => {
    const link = Object.assign(document.createElement("a"), { href: row.url, id: `hit-${place}`, tabIndex: -1 });
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const name = document.createElement("b");
    name.append(...marked(row.name, words));
    const text = document.createElement("span");
    text.append(...marked(around(row.text, words), words));
    link.append(name, text);
    return link;
  };

  const choose = (place) => {
    const links = [...list.querySelectorAll("a")];
    chosen = links.length ? (place + links.length) % links.length : -1;
    links.forEach((link, at) => link.setAttribute("aria-selected", String(at === chosen)));
    links[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen >= 0) field.setAttribute("aria-activedescendant", links[chosen].id);
    else field.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const look = async () => {
    await load();
    const words = field.value.toLowerCase().replace(/\\/g, " \\").split(/\s+/).filter(Boolean); // \cos\theta is two
    if (!words.length) return close();
    const best = rows.map((row) => [score(row, words), row]).filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, 12);
    list.replaceChildren(...best.map(([, row], place) => entry(row, words, place)));
    if (!best.length) {
      const none = Object.assign(document.createElement("a"), { textContent: "Nothing found", id: "hit-none" });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      list.append(none);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(best.length ? 0 : -1);
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      list.querySelectorAll("a")[chosen].click();
    } else if (event.key === "Escape") close();
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a[href]")) { close(); field.blur(); } });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".search")) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); }
  });
})();
