// A hover or the focus on a reference shows what it refers to.
(() => {
  "use strict";
  const card = document.getElementById("preview");
  let shownFor = null;
  let timer = 0;

  const picture = (target) => {
    if (!/^H[23]$/.test(target.tagName)) return [target.cloneNode(true)];
    const parts = [target.cloneNode(true)];
    for (let next = target.nextElementSibling; next && parts.length < 4; next = next.nextElementSibling) {
      if (/^H[23]$/.test(next.tagName)) break;
      parts.push(next.cloneNode(true));
    }
    return parts;
  };

  const strip = (node) => {
    node.removeAttribute("id");
    node.querySelectorAll("[id]").forEach((inner) => inner.removeAttribute("id"));
    node.querySelectorAll(".tools, .here, .play").forEach((inner) => inner.remove());
    node.querySelectorAll("a, [tabindex]").forEach((inner) => { inner.tabIndex = -1; });
    node.classList.remove("playing");
    return node;
  };

  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
  };

  const show = (link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    hide();
    card.replaceChildren(...picture(target).map(strip));
    card.hidden = false;
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(at.left, room - card.offsetWidth - 12));
    const below = at.bottom + card.offsetHeight + 12 < innerHeight || at.top < card.offsetHeight + 70;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 8 : at.top - card.offsetHeight - 8) + scrollY}px`;
    shownFor = link;
    link.setAttribute("aria-describedby", "preview");
  };

  const later = (work, delay) => { clearTimeout(timer); timer = setTimeout(work, delay); };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest("a.ref");
    if (link && link !== shownFor) later(() => show(link), 150);
    else if (link || card.contains(event.target)) clearTimeout(timer);
    else if (shownFor) later(hide, 250);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("a.ref") && event.target.matches(":focus-visible")) show(event.target);
  });
  document.addEventListener("focusout", () => later(hide, 100));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => { if (event.target.closest("a.ref")) hide(); });
})();
