// Where nodes stand: always at the same place for the same data.

// A seeded generator takes the place of Math.random while fcose runs, so that a map looks the same on every visit.
export function seeded(run, seed = 20) {
  const random = Math.random;
  let state = seed >>> 0;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}

const byKind = (a, b) => (a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind < b.kind ? -1 : 1);

// Rings around the centre: neighbours by kind, and what is two steps away behind the neighbour it hangs on.
export function rings(nodes, edges, centre) {
  const links = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    links.get(edge.source)?.push(edge.target);
    links.get(edge.target)?.push(edge.source);
  }
  const inner = nodes.filter((node) => node.id !== centre && node.distance <= 1).sort(byKind);
  const angle = new Map(inner.map((node, i) => [node.id, (2 * Math.PI * i) / Math.max(inner.length, 1)]));
  const outer = nodes.filter((node) => node.id !== centre && node.distance > 1).sort(byKind);
  outer.forEach((node, i) => {
    const parent = links.get(node.id).find((id) => angle.has(id));
    angle.set(node.id, (parent ? angle.get(parent) : (2 * Math.PI * i) / outer.length) + 0.01 * (i % 9));
  });
  const radius = (node) => (node.id === centre ? 0 : node.distance > 1 ? 320 : 150);
  return new Map(
    nodes.map((node) => [node.id, { x: radius(node) * Math.cos(angle.get(node.id) ?? 0), y: radius(node) * Math.sin(angle.get(node.id) ?? 0) }]),
  );
}

// Paths come with their places as shares of the frame; names stand above and below in turn.
export function rows(nodes, width, height) {
  const wide = width - 124;
  return new Map(nodes.map((node) => [node.id, { x: 62 + node.x * wide, y: node.y * height, above: node.above, roomPx: node.x % 1 ? Math.min(wide * node.room, 190) : 118, reachPx: wide * node.reach }]));
}

// A name stands below its node, else above it; names that would cover something are left away, the important ones stay; all are there on hover and when zoomed in.
export function nameable(nodes, measure, size) {
  const taken = [];
  const apart = (a) => (b) => a.x2 < b.x1 || a.x1 > b.x2 || a.y2 < b.y1 || a.y1 > b.y2;
  const bodies = nodes.map((node) => {
    const { x, y } = node.renderedPosition();
    const half = node.renderedWidth() / 2 - 1;
    return { node, x1: x - half, x2: x + half, y1: y - half, y2: y + half };
  });
  const free = (a, own) => taken.every(apart(a)) && bodies.every((body) => body.node === own || apart(a)(body));
  return nodes.filter((node) => {
    const { x, y } = node.renderedPosition();
    const half = Math.min(measure(node.data("label")), 150) / 2 + 3;
    const away = node.renderedHeight() / 2 + 2;
    const boxes = [y + away, y - away - size - 4].map((top) => ({ x1: x - half, x2: x + half, y1: top, y2: top + size + 4 }));
    const found = boxes.findIndex((box) => free(box, node));
    node.data("above", found === 1);
    if (found >= 0) taken.push(boxes[found]);
    return found >= 0;
  });
}
