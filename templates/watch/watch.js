// Keeps a page up to date while its book is being written: loads it again when it was built anew, shows what went wrong.
(() => {
  const built = Number(document.currentScript.dataset.built);
  const panel = document.createElement("section");
  panel.hidden = true;
  panel.setAttribute("role", "alert");
  panel.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:60vh;overflow:auto;padding:1rem 1.5rem;" +
    "background:#fff5f2;color:#5c1a0e;border-top:4px solid #b3361b;font:15px/1.5 ui-monospace,monospace;white-space:pre-wrap";
  document.body.append(panel);

  function line(text, style = "") {
    const made = document.createElement("div");
    made.textContent = text;
    made.style.cssText = style;
    panel.append(made);
    return made;
  }

  function show(problem) {
    panel.replaceChildren();
    panel.hidden = !problem;
    if (!problem) return;
    if (problem.place) line(problem.place, "font-weight:bold");
    line(problem.message);
    if (problem.source) line(problem.source, "margin-top:.5em;padding:.3em .6em;background:#0001");
    if (problem.page && location.pathname !== "/" + problem.page) {
      const link = document.createElement("a");
      link.href = "/" + problem.page;
      link.textContent = "to its page";
      line("").append(link);
    }
  }

  new EventSource("/_watch/events").onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (!now.problem && now.built !== built) location.reload();
    else show(now.problem);
  };
})();
