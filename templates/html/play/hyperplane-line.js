// A line in the plane: its normal w, its bias b, the two half-spaces, and on which side a point lies.
mathnnPlay("hyperplane-line", {
  title: "A line with its normal w and a point x, both of which can be moved",
  window: [-4, 6, -3, 4],
  points: {
    w: { at: [1, 2], color: "orange" },
    x: { at: [4.6, 2.7], color: "blue" },
  },
  sliders: { b: { at: -4, from: -8, to: 8 } },
  draw(plane, { w, b, x }) {
    if (!vectors.norm(w)) return;
    plane.area("positive", plane.side(w, b), "orange");
    plane.area("negative", plane.side(vectors.scale(w, -1), -b), "blue");
    const ends = plane.border(w, b);
    if (ends) plane.line("line", ends, "ink");
    plane.arrow("w", [0, 0], w, "orange");
    plane.line("from-origin", [[0, 0], vectors.nearest(w, b)], "ink dashed");
    plane.name("w", w, "w", "orange", [0.35, 0.2]);
    const value = vectors.dot(w, x) + b;
    plane.line("distance", [x, vectors.subtract(x, vectors.scale(w, value / vectors.dot(w, w)))], "quiet dashed");
    plane.name("x", x, "x", "blue", [0.35, 0.2]);
  },
  numbers({ w, b, x }) {
    const z = vectors.dot(w, x) + b;
    const shown = { w, b, x, "w · x + b": z };
    if (!vectors.norm(w)) return { ...shown, "no line:": "w is zero" };
    const side = Math.abs(z) < 1e-9 ? "on the line" : z > 0 ? "on the side of w" : "on the other side";
    return { ...shown, "signed distance": z / vectors.norm(w), "H(w · x + b)": Math.abs(z) < 1e-9 || z > 0 ? 1 : 0, "x lies": side };
  },
});
