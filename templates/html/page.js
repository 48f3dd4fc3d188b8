// What a page does by itself: the theme's button, the section being read, copying, closing what was opened.
(() => {
  "use strict";
  const root = document.documentElement;
  const said = document.getElementById("said");

  // the words of a formula: browsers name it by its label
  document.querySelectorAll("math[alttext]").forEach((math) => math.setAttribute("aria-label", math.getAttribute("alttext")));

  document.querySelectorAll("[data-copy]").forEach((button) => { button.title = `Copy as ${button.textContent}`; });
  document.querySelectorAll(".number").forEach((link) => { link.title = "Permanent link"; });

  // light, dark, or as the system has it
  const button = document.querySelector(".theme");
  const themes = ["system", "light", "dark"];
  const shown = () => root.dataset.theme ?? "system";
  const show = () => {
    button.dataset.shown = shown();
    button.firstElementChild.textContent = `${shown()[0].toUpperCase()}${shown().slice(1)} theme`;
    button.ariaLabel = button.firstElementChild.textContent;
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(shown()) + 1) % themes.length];
    if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* then it holds for this page */ }
    show();
  });

  // the contents are open where there is room for them, and mark the section being read
  const contents = document.querySelector(".contents details");
  const wide = matchMedia("(min-width: 66rem)");
  if (contents) {
    const settle = () => { contents.open = wide.matches; };
    settle();
    wide.addEventListener("change", settle);
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
    });
  }
  const links = new Map([...document.querySelectorAll(".sections a")].map((link) => [link.hash.slice(1), link]));
  const heads = [...document.querySelectorAll("h2[id]")];
  let current = null;
  const mark = () => {
    const line = innerHeight * 0.3;
    const passed = heads.filter((head) => head.getBoundingClientRect().top < line).at(-1);
    const link = passed ? links.get(passed.id) : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    if (link && wide.matches) link.scrollIntoView({ block: "nearest" });
    current = link;
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; mark(); });
    waiting = true;
  }, { passive: true });
  mark();

  // copy an equation
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest("[data-copy]");
    if (!pressed) return;
    await copy(pressed.dataset.copy);
    const name = pressed.textContent;
    pressed.classList.add("done");
    pressed.textContent = "copied";
    said.textContent = `${name} copied`;
    setTimeout(() => { pressed.classList.remove("done"); pressed.textContent = name; }, 1200);
  });

  // one badge at a time is open; Escape and a click elsewhere close it
  const close = (but) => document.querySelectorAll(".verdict[open]").forEach((badge) => {
    if (badge !== but) badge.open = false;
  });
  document.addEventListener("click", (event) => close(event.target.closest(".verdict")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.activeElement?.closest?.(".verdict[open]")?.querySelector("summary").focus();
    close(null);
  });

  // what scrolls can be reached and scrolled with the keyboard
  const reach = (box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => reach(entry.target)));
  document.querySelectorAll(".formula, .steps .left, .steps .right, .table, pre").forEach((box) => watch.observe(box));
})();
