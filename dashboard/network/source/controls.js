// Buttons and legend around the drawing; every text goes in as textContent.

import { kindOf } from "./look.js";

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  closer: "M8 3v10M3 8h10",
  farther: "M3 8h10",
  fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  picture: "M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10",
};

function drawing(size, path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

function icon(name) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  return drawing(16, path);
}

export function buttons(parent, words, acts) {
  parent.replaceChildren(
    ...Object.keys(ICONS).map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words[name];
      button.setAttribute("aria-label", words[name]);
      button.append(icon(name));
      button.onclick = acts[name];
      return button;
    }),
  );
}

function swatch(kind, look, dashed) {
  const { points } = kindOf(kind);
  const shape = document.createElementNS(SVG, points ? "polygon" : "circle");
  if (points) shape.setAttribute("points", points.map(([x, y]) => `${8 + 6 * x},${8 + 6 * y}`).join(" "));
  else for (const [name, value] of [["cx", 8], ["cy", 8], ["r", 6]]) shape.setAttribute(name, value);
  shape.setAttribute("fill", dashed ? "none" : look.fill(kind));
  shape.setAttribute("stroke", dashed ? look.quiet : look.edge(kind));
  shape.setAttribute("stroke-width", dashed ? "1.8" : "1");
  if (dashed) shape.setAttribute("stroke-dasharray", "3 2");
  return drawing(16, shape);
}

export function legend(parent, entries, look) {
  parent.replaceChildren(
    ...entries.map(({ kind, label, dashed }) => {
      const item = document.createElement("span");
      const text = document.createElement("span");
      text.textContent = label;
      item.append(swatch(kind, look, dashed), text);
      return item;
    }),
  );
}
