// Shapes and colours of the kinds (colour-blind safe: never told apart by colour alone), and the style sheet of the drawing.

const polygon = (sides, turn = 0) =>
  Array.from({ length: sides }, (_, i) => {
    const angle = (2 * Math.PI * i) / sides - Math.PI / 2 + turn;
    return [Math.cos(angle), Math.sin(angle)];
  });
const star = (spikes) =>
  Array.from({ length: spikes * 2 }, (_, i) => {
    const angle = (Math.PI * i) / spikes - Math.PI / 2;
    const radius = i % 2 ? 0.5 : 1;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
const box = (width, height) => [[-width, -height], [width, -height], [width, height], [-width, height]];

export const KINDS = {
  business: { points: null, colour: "#0f8a7e" },
  cluster: { points: polygon(6), colour: "#e69f00" },
  support_organisation: { points: polygon(5), colour: "#cc79a7" },
  research_organisation: { points: polygon(4), colour: "#0072b2" },
  public_body: { points: box(0.82, 0.82), colour: "#7b6fb0" },
  expert: { points: star(4), colour: "#b07aa1" },
  need: { points: [[-0.95, -0.75], [0.95, -0.75], [0, 0.95]], colour: "#d55e00" },
  offer: { points: [[-0.95, 0.75], [0.95, 0.75], [0, -0.95]], colour: "#009e73" },
  service: { points: star(5), colour: "#e69f00" },
  tool: { points: star(6), colour: "#a58a00" },
  video: { points: [[-0.7, -0.9], [0.95, 0], [-0.7, 0.9]], colour: "#a0522d" },
  event: { points: box(0.55, 0.9), colour: "#a58a00" },
  project: { points: box(1, 0.6), colour: "#56b4e9" },
  sector: { points: [[-0.6, -0.75], [1, -0.75], [0.6, 0.75], [-1, 0.75]], colour: "#8a949b" },
  field: { points: [[-1, -0.75], [0.6, -0.75], [1, 0.75], [-0.6, 0.75]], colour: "#8a949b" },
  expertise: { points: polygon(8, Math.PI / 8), colour: "#5b7f95" },
  market: { points: [[-0.6, -0.8], [0.6, -0.8], [1, 0.8], [-1, 0.8]], colour: "#b5651d" },
  region: { points: polygon(7), colour: "#a3acb1" },
  country: { points: polygon(10), colour: "#a3acb1" },
};
const OTHER = { points: box(0.7, 0.7), colour: "#8a949b" };
export const kindOf = (kind) => KINDS[kind] ?? OTHER;

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// Cytoscape ignores alpha in colours, so every colour is laid over the background first.
function rgb(colour, under = [255, 255, 255]) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = "#888";
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b].map((part, i) => Math.round((part * a + under[i] * (255 - a)) / 255));
}
const css = (parts) => `rgb(${parts.join(",")})`;
const mix = (a, b, share) => css(a.map((part, i) => Math.round(part * share + b[i] * (1 - share))));

export function theme(element) {
  const style = getComputedStyle(element);
  const read = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  const ground = rgb(read("--st-background-color", "#ffffff"));
  const text = rgb(read("--st-text-color", "#1d262b"), ground);
  const accent = rgb(read("--st-primary-color", "#0f6e66"), ground);
  const dark = ground[0] + ground[1] + ground[2] < 384;
  return {
    ground: css(ground),
    text: css(text),
    quiet: mix(text, ground, 0.62),
    line: mix(text, ground, dark ? 0.3 : 0.22),
    accent: css(accent),
    font: read("--st-font", "sans-serif"),
    fill: (kind) => mix(rgb(kindOf(kind).colour), dark ? [255, 255, 255] : ground, dark ? 0.82 : 0.9),
    edge: (kind) => (dark ? mix(rgb(kindOf(kind).colour), [255, 255, 255], 0.45) : mix(rgb(kindOf(kind).colour), [0, 0, 0], 0.7)),
  };
}

const flat = (points) => points.flat().join(" ");

export function sheet(look) {
  return [
    {
      selector: "node",
      style: {
        width: (node) => node.data("size"),
        height: (node) => node.data("size"),
        shape: (node) => (kindOf(node.data("kind")).points ? "polygon" : "ellipse"),
        "shape-polygon-points": (node) => flat(kindOf(node.data("kind")).points ?? box(1, 1)),
        "background-color": (node) => look.fill(node.data("kind")),
        "border-color": (node) => look.edge(node.data("kind")),
        "border-width": 1.2,
        color: look.text,
        "font-family": look.font,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-outline-color": look.ground,
        "text-outline-width": 2,
      },
    },
    { selector: "node[?invented]", style: { "border-style": "dashed", "border-width": 2.4, "background-opacity": 0.55 } },
    { selector: "node[?above]", style: { "text-valign": "top", "text-margin-y": -4 } },
    { selector: "node[?teaser]", style: { "background-color": look.ground } },
    { selector: "node.named, node.lit", style: { label: "data(label)" } },
    { selector: "node.centre", style: { "border-width": 3.5, "border-color": look.accent, "font-weight": 650 } },
    { selector: "node.chosen", style: { "underlay-color": look.accent, "underlay-opacity": 0.35, "underlay-padding": 7, "underlay-shape": "ellipse", "font-weight": 650 } },
    {
      selector: "edge",
      style: {
        width: 1.2,
        "line-color": look.line,
        "target-arrow-color": look.line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.7,
        "curve-style": "bezier",
        color: look.quiet,
        "font-family": look.font,
        "text-outline-color": look.ground,
        "text-outline-width": 2.5,
      },
    },
    { selector: "edge[?meant]", style: { "line-style": "dashed", "target-arrow-shape": "none" } },
    { selector: "edge.lit", style: { width: 2, "line-color": look.accent, "target-arrow-color": look.accent } },
    { selector: "edge.named", style: { label: "data(label)" } },
    { selector: ".dim", style: { opacity: 0.14 } },
  ];
}
