// The graph of one organisation or of one reason: draws, highlights, and tells Python which node was picked.

import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import { buttons, legend } from "./controls.js";
import { sheet, theme } from "./look.js";
import { nameable, rings, rows, seeded } from "./place.js";

cytoscape.use(fcose);
const FONT = 11.5;
const MOST_VERBS = 8;
const views = new WeakMap();

function part(parent, name) {
  return parent.querySelector(`[data-part=${name}]`);
}

function elements(data) {
  const known = new Set(data.nodes.map(({ id }) => id));
  const degree = new Map();
  for (const { source, target } of data.edges) for (const id of [source, target]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const size = (node) => (data.mode === "path" ? 30 : node.id === data.centre ? 34 : 15 + Math.min(15, 2.4 * Math.sqrt(degree.get(node.id) ?? 0)));
  const nodes = data.nodes.map((node) => ({ data: { ...node, size: size(node), degree: degree.get(node.id) ?? 0 } }));
  const edges = data.edges.filter(({ source, target }) => known.has(source) && known.has(target)).map((edge, i) => ({ data: { ...edge, id: `edge${i}` } }));
  return [...nodes, ...edges];
}

function arrange(view) {
  const { cy, data, stage } = view;
  const { nodes, edges } = data;
  if (data.mode === "path") {
    const places = rows(nodes, stage.clientWidth, stage.clientHeight);
    cy.zoom(1).pan({ x: 0, y: 0 });
    cy.nodes().forEach((node) => {
      const { x, y, ...rest } = places.get(node.id());
      node.position({ x, y });
      node.data(rest);
    });
  } else {
    const places = rings(nodes, edges, data.centre);
    cy.nodes().forEach((node) => void node.position(places.get(node.id())));
    seeded(() => cy.layout({ name: "fcose", randomize: false, animate: false, quality: "proof", nodeSeparation: 90, idealEdgeLength: 90, nodeRepulsion: 9000, fit: false }).run());
    fit(view);
  }
  names(view);
}

function fit(view) {
  view.cy.fit(view.cy.elements(), 34);
  if (view.cy.zoom() > 1.4) view.cy.zoom(1.4).center();
  view.home = view.cy.zoom();
}

function importance(view) {
  const { data } = view;
  const weight = (node) => (node.id() === data.centre ? 1e6 : node.id() === data.chosen ? 1e5 : 0) + (node.data("kind") === "cluster" ? 1e3 : 0) + node.data("degree");
  return view.cy.nodes().toArray().sort((a, b) => weight(b) - weight(a) || (a.id() < b.id() ? -1 : 1));
}

function names(view) {
  const { cy, data } = view;
  const zoom = cy.zoom();
  const measure = (text) => ((view.pen.font = `${FONT}px ${view.look.font}`), view.pen.measureText(text).width);
  cy.batch(() => {
    cy.nodes().style({ "font-size": FONT / zoom, "text-max-width": (node) => `${(node.data("roomPx") ?? 150) / zoom}px`, "text-wrap": data.mode === "path" ? "wrap" : "ellipsis" });
    cy.edges().style({ "font-size": (FONT - 1) / zoom, "text-wrap": "wrap", "text-max-width": (edge) => `${(Math.min(edge.source().data("reachPx") ?? 125, edge.target().data("reachPx") ?? 125) * 0.8) / zoom}px`, "text-rotation": data.mode === "path" ? "autorotate" : "none" });
    if (data.mode === "path") return void cy.elements().addClass("named");
    cy.nodes().removeClass("named");
    for (const node of nameable(importance(view), measure, FONT)) node.addClass("named");
  });
}

function highlight(view, node) {
  const near = node.closedNeighborhood();
  view.cy.batch(() => {
    view.cy.elements().not(near).addClass("dim");
    near.addClass("lit");
    if (near.edges().length <= MOST_VERBS) near.edges().addClass("named");
  });
}

function calm(view) {
  view.cy.elements().removeClass("dim lit");
  if (view.data.mode !== "path") view.cy.edges().removeClass("named");
}

function mark(view) {
  view.cy.nodes().removeClass("centre chosen");
  view.cy.getElementById(view.data.centre).addClass("centre");
  if (view.data.chosen !== view.data.centre) view.cy.getElementById(view.data.chosen).addClass("chosen");
}

function picture(view) {
  const link = document.createElement("a");
  link.download = `${view.data.file}.png`;
  link.href = view.cy.png({ full: true, scale: 2, bg: view.look.ground });
  link.click();
}

function zoom(view, factor) {
  const { cy, stage } = view;
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } });
}

function dress(view) {
  const { parent, data } = view;
  view.look = theme(view.stage);
  view.cy.style(sheet(view.look));
  legend(part(parent, "legend"), data.legend, view.look);
  buttons(part(parent, "buttons"), data.words, {
    closer: () => zoom(view, 1.35),
    farther: () => zoom(view, 1 / 1.35),
    fit: () => (data.mode === "path" ? arrange(view) : fit(view)),
    picture: () => picture(view),
  });
  mark(view);
}

function listen(view) {
  const { cy, stage } = view;
  cy.on("mouseover", "node", ({ target }) => highlight(view, target));
  cy.on("mouseout", "node", () => calm(view));
  cy.on("mouseover mouseout", "node", ({ type }) => (stage.style.cursor = type === "mouseover" ? "pointer" : ""));
  // Only a change of node is told: a click on the ground, or twice on one node, must not run the page again.
  cy.on("tap", "node", ({ target }) => target.id() !== view.data.chosen && view.pick(target.id()));
  cy.on("zoom", () => (cancelAnimationFrame(view.frame), (view.frame = requestAnimationFrame(() => names(view)))));
  // The wheel scrolls the page; with Ctrl it zooms.
  stage.addEventListener("wheel", (event) => event.ctrlKey && (event.preventDefault(), zoom(view, event.deltaY < 0 ? 1.15 : 1 / 1.15)), { passive: false });
  view.scheme = new MutationObserver(() => theme(stage).ground !== view.look.ground && (dress(view), names(view)));
  view.scheme.observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["style", "class"] });
  view.resize = new ResizeObserver(() => (cy.resize(), view.data.mode === "path" ? arrange(view) : fit(view)));
  view.resize.observe(stage);
}

function open(parent) {
  const stage = part(parent, "stage");
  const cy = cytoscape({ container: stage, userZoomingEnabled: false, minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false, autounselectify: true });
  const view = { parent, stage, cy, pen: document.createElement("canvas").getContext("2d"), print: "" };
  views.set(parent, view);
  return view;
}

function close(view) {
  view.scheme?.disconnect();
  view.resize?.disconnect();
  view.cy.destroy();
  views.delete(view.parent);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) ?? open(parentElement);
  const fresh = !view.data;
  const print = JSON.stringify([data.mode, data.centre, data.nodes.map(({ id, x, y }) => [id, x, y]), data.edges]);
  view.data = data;
  view.pick = (id) => setTriggerValue("picked", id);
  part(parentElement, "frame").style.height = `${data.height}px`;
  part(parentElement, "stage").setAttribute("aria-label", data.words.picture_of);
  if (print !== view.print) {
    view.cy.elements().remove();
    view.cy.add(elements(data));
  } else {
    for (const node of data.nodes) view.cy.getElementById(node.id).data(node);
  }
  dress(view);
  if (print !== view.print) arrange(view);
  view.print = print;
  if (fresh) {
    listen(view);
    // Names are measured and drawn with the page's font, which may still be on its way.
    document.fonts.load(`${FONT}px ${view.look.font}`).then(() => view.cy.destroyed() || (dress(view), names(view)));
  }
  names(view);
  return () => close(view);
}
