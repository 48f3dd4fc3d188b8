// Figures to play with: a plane with points to drag or to move with the arrow keys, and numbers that follow.
//
//   mathnnPlay("NAME-OF-THE-FIGURE", {
//     window: [-6, 6, -4, 4],                                  x from, to, y from, to
//     points: { u: { at: [2, 3], color: "blue" } },            what can be dragged, with its name
//     sliders: { b: { at: -4, from: -8, to: 8, step: 0.1 } },
//     draw(plane, { u, b }) { plane.arrow("u", [0, 0], u, "blue"); plane.name("u", u, "u", "blue"); },
//     numbers({ u, b }) { return { "u · u": vectors.dot(u, u) }; },      a text is shown as it is
//   });
//
// The still figure stays for those without a script, and on paper.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const UNIT = 46; // pixels of the drawing for one unit
  const STEP = 0.1; // points lie on a grid of tenths, so that the numbers shown are theirs exactly

  const vectors = {
    add: (a, b) => a.map((value, at) => value + b[at]),
    scale: (a, c) => a.map((value) => c * value),
    subtract: (a, b) => a.map((value, at) => value - b[at]),
    dot: (a, b) => a.reduce((total, value, at) => total + value * b[at], 0),
    norm: (a) => Math.hypot(...a),
    angle: (a, b) => {
      const [u, v] = [a, b].map((c) => vectors.scale(c, 1 / vectors.norm(c)));
      return 2 * Math.atan2(vectors.norm(vectors.subtract(u, v)), vectors.norm(vectors.add(u, v)));
    },
  };
  // The point of the line w . x + b = 0 that is nearest to the origin, which also stands for none when w is zero.
  vectors.nearest = (w, b) => vectors.scale(w, vectors.norm(w) ? -b / vectors.dot(w, w) : 0);
  window.vectors = vectors;

  const tidy = (value) => Math.round(value / STEP) / Math.round(1 / STEP);
  const shown = (value) => {
    if (typeof value === "string") return value;
    if (Array.isArray(value)) return `(${value.map(shown).join(", ")})`;
    const text = (Math.abs(value) < 5e-4 ? 0 : value).toFixed(3).replace(/\.?0+$/, "");
    return text.replace("-", "−");
  };

  // A drawing whose marks are kept by their names, so that a change moves what is there.
  class Plane {
    constructor([left, right, bottom, top], title) {
      Object.assign(this, { left, right, bottom, top, marks: new Map(), used: new Set() });
      this.svg = this.make("svg", { viewBox: `0 0 ${(right - left) * UNIT} ${(top - bottom) * UNIT}`, role: "group" });
      this.svg.setAttribute("aria-label", title);
      this.clip = this.make("svg"); // an inner drawing is cut at its edges
      this.handles = this.make("g");
      this.names = this.make("g");
      this.svg.append(this.clip, this.names, this.handles);
      this.background();
    }
    make(tag, attributes = {}) {
      const node = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    }
    at([x, y]) { return [(x - this.left) * UNIT, (this.top - y) * UNIT]; }
    path(points) { return points.map((point) => this.at(point).map((value) => value.toFixed(2)).join(" ")).join(" L "); }
    background() {
      this.under = this.make("g");
      const grid = this.make("g");
      const line = (from, to, kind) => grid.append(this.make("path", { d: `M ${this.path([from, to])}`, class: kind }));
      for (let x = Math.ceil(this.left); x <= this.right; x += 1) line([x, this.bottom], [x, this.top], "grid");
      for (let y = Math.ceil(this.bottom); y <= this.top; y += 1) line([this.left, y], [this.right, y], "grid");
      line([this.left, 0], [this.right, 0], "axis");
      line([0, this.bottom], [0, this.top], "axis");
      for (let x = Math.ceil(this.left) + 1; x < this.right; x += 2) if (x) this.tick([x, 0], x, 0, 15);
      for (let y = Math.ceil(this.bottom) + 1; y < this.top; y += 2) if (y) this.tick([0, y], y, -10, 4);
      this.clip.append(this.under, grid);
      grid.append(...this.clip.querySelectorAll(".tick"));
    }
    tick(at, value, right, down) {
      const [x, y] = this.at(at);
      const node = this.make("text", { x: x + right, y: y + down, class: "tick", "text-anchor": "middle" });
      node.textContent = shown(value);
      this.clip.append(node);
    }
    mark(name, tag, attributes, parent = this.clip) {
      let node = this.marks.get(name);
      if (!node) {
        node = this.make(tag);
        this.marks.set(name, node);
        parent.append(node);
      }
      this.used.add(name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    }
    line(name, points, kind = "ink") { this.mark(name, "path", { d: `M ${this.path(points)}`, class: `stroke ${kind}` }); }
    area(name, points, kind) { this.mark(name, "path", { d: `M ${this.path(points)} Z`, class: `area ${kind}` }, this.under); }
    arrow(name, from, to, kind = "ink") {
      const length = vectors.norm(vectors.subtract(to, from));
      if (length < 1e-9) return;
      const along = vectors.scale(vectors.subtract(to, from), 1 / length);
      const across = [-along[1], along[0]];
      const size = Math.min(0.32, length);
      const base = vectors.subtract(to, vectors.scale(along, size));
      const side = (sign) => vectors.add(base, vectors.scale(across, sign * size * 0.38));
      this.line(`${name}-shaft`, [from, vectors.add(base, vectors.scale(along, size * 0.2))], kind);
      this.mark(`${name}-head`, "path", { d: `M ${this.path([to, side(1), side(-1)])} Z`, class: `head ${kind}` });
    }
    name(name, at, text, kind = "ink", [right, up] = [0.25, 0.25]) {
      const [x, y] = this.at(vectors.add(at, [right, up]));
      this.mark(`${name}-name`, "text", { x, y, class: `name ${kind}`, "text-anchor": "middle" }, this.names).textContent = text;
    }
    arc(name, from, to, radius = 0.7) {
      const start = Math.atan2(from[1], from[0]);
      const turn = Math.atan2(from[0] * to[1] - from[1] * to[0], vectors.dot(from, to));
      const points = Array.from({ length: 25 }, (_, k) => start + (turn * k) / 24);
      this.line(name, points.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]), "quiet thin");
    }
    // The part of the window on the side of the line w . x + b = 0 where the value is positive, as a polygon.
    side(w, b) {
      const corners = [[this.left, this.bottom], [this.right, this.bottom], [this.right, this.top], [this.left, this.top]];
      const value = (point) => vectors.dot(w, point) + b;
      return corners.flatMap((point, k) => {
        const next = corners[(k + 1) % 4];
        const [here, there] = [value(point), value(next)];
        const cut = vectors.add(point, vectors.scale(vectors.subtract(next, point), here / (here - there)));
        return [...(here >= 0 ? [point] : []), ...(here >= 0 !== there >= 0 ? [cut] : [])];
      });
    }
    // The two points where the line w . x + b = 0 leaves the window, if it meets it.
    border(w, b) {
      const ends = this.side(w, b).filter((point) => Math.abs(vectors.dot(w, point) + b) < 1e-9 * (1 + vectors.norm(w)));
      return ends.length >= 2 ? [ends[0], ends.at(-1)] : null;
    }
    finish() {
      for (const [name, node] of this.marks) node.style.display = this.used.has(name) ? "" : "none";
      this.used.clear();
    }
  }

  const handle = (plane, name, point, state, update) => {
    const node = plane.make("circle", { r: 9, class: `handle ${point.color ?? "ink"}`, tabindex: 0, role: "button" });
    node.dataset.name = name;
    const move = ([x, y]) => {
      const within = (value, low, high) => Math.min(high, Math.max(low, tidy(value)));
      state[name] = [within(x, plane.left, plane.right), within(y, plane.bottom, plane.top)];
      update();
    };
    node.addEventListener("pointerdown", (event) => { node.setPointerCapture(event.pointerId); node.focus(); event.preventDefault(); });
    node.addEventListener("pointermove", (event) => {
      if (!node.hasPointerCapture(event.pointerId)) return;
      const box = plane.svg.getBoundingClientRect();
      const unit = box.width / (plane.right - plane.left);
      const [x, y] = [plane.left + (event.clientX - box.left) / unit, plane.top - (event.clientY - box.top) / unit];
      move([x, y]);
    });
    const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    node.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      move(vectors.add(state[name], vectors.scale(keys[event.key], event.shiftKey ? 1 : STEP)));
    });
    plane.handles.append(node);
    return () => {
      const [cx, cy] = plane.at(state[name]);
      node.setAttribute("cx", cx);
      node.setAttribute("cy", cy);
      node.dataset.at = state[name].join(",");
      node.setAttribute("aria-label", `${name}, at ${state[name].map(shown).join(", ")}. Move it with the arrow keys.`);
    };
  };

  const slider = (name, { at, from, to, step }, state, update) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "range", min: from, max: to, step: step ?? STEP, value: at });
    input.dataset.name = name;
    input.addEventListener("input", () => { state[name] = Number(input.value); update(); });
    label.append(Object.assign(document.createElement("i"), { textContent: name }), input);
    return label;
  };

  const table = (list, values) => {
    list.replaceChildren(...Object.entries(values).map(([name, value]) => {
      const row = document.createElement("div");
      row.className = typeof value === "string" ? "said" : "";
      row.append(Object.assign(document.createElement("dt"), { textContent: name }));
      const cell = Object.assign(document.createElement("dd"), { textContent: shown(value) });
      cell.dataset.value = JSON.stringify(value);
      row.append(cell);
      return row;
    }));
  };

  const build = (figure, what) => {
    const state = {};
    for (const [name, part] of Object.entries({ ...what.points, ...what.sliders })) state[name] = part.at;
    const plane = new Plane(what.window, what.title ?? "A plane with points that can be moved");
    const numbers = Object.assign(document.createElement("dl"), { className: "numbers" });
    const places = [];
    const update = () => {
      what.draw(plane, state);
      plane.finish();
      places.forEach((place) => place());
      table(numbers, what.numbers(state));
    };
    for (const [name, point] of Object.entries(what.points ?? {})) places.push(handle(plane, name, point, state, update));
    const box = Object.assign(document.createElement("div"), { className: "play" });
    const sliders = Object.entries(what.sliders ?? {}).map(([name, part]) => slider(name, part, state, update));
    const row = Object.assign(document.createElement("div"), { className: "sliders" });
    row.append(...sliders);
    const hint = Object.assign(document.createElement("p"), { className: "hint", textContent: what.hint ?? "Drag the circles, or choose one and press the arrow keys." });
    box.append(plane.svg, ...(sliders.length ? [row] : []), numbers, hint);
    update();
    figure.classList.add("playing");
    figure.prepend(box);
  };

  window.mathnnPlay = (name, what) => {
    document.querySelectorAll("figure[data-play]").forEach((figure) => { if (figure.dataset.play === name) build(figure, what); });
  };
})();
