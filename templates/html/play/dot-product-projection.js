// Two vectors: their dot product, the angle between them, the projection of one on the other.
mathnnPlay("dot-product-projection", {
  title: "Two vectors u and v whose tips can be moved",
  window: [-4, 6, -3, 4],
  points: { u: { at: [2, 3], color: "blue" }, v: { at: [5, 1] } },
  draw(plane, { u, v }) {
    const square = vectors.dot(v, v);
    if (square > 0) {
      const foot = vectors.scale(v, vectors.dot(u, v) / square);
      plane.line("whole", [vectors.scale(v, -20), vectors.scale(v, 20)].map((end) => vectors.scale(end, 1 / Math.sqrt(square))), "quiet dashed");
      plane.line("residual", [u, foot], "quiet dashed");
      plane.arrow("v", [0, 0], v, "ink");
      plane.arrow("projection", [0, 0], foot, "orange");
      plane.name("projection", foot, "p", "orange", [0.1, -0.45]);
      if (vectors.norm(u) > 0) plane.arc("angle", v, u);
    }
    plane.arrow("u", [0, 0], u, "blue");
    plane.name("u", u, "u", "blue", [-0.1, 0.35]);
    plane.name("v", v, "v", "ink", [0.15, 0.35]);
  },
  numbers({ u, v }) {
    const product = vectors.dot(u, v);
    const shown = { u, v, "u · v": product };
    if (!vectors.norm(v)) return { ...shown, "no direction:": "v is zero" };
    const p = vectors.scale(v, product / vectors.dot(v, v));
    if (!vectors.norm(u)) return { ...shown, p, "no angle:": "u is zero" };
    const turned = (vectors.angle(u, v) * 180) / Math.PI;
    const kind = Math.abs(product) < 1e-9 ? "right" : product > 0 ? "acute" : "obtuse";
    return { ...shown, "cos θ": Math.cos(vectors.angle(u, v)), "θ in degrees": turned, p, "the angle is": kind };
  },
});
