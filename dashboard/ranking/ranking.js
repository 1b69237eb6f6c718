// A list of suggestions as radio buttons; every text goes in as textContent.

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function row(item, chosen, pick) {
  const made = element("button", "row");
  made.type = "button";
  made.dataset.id = item.id;
  made.setAttribute("role", "radio");
  made.setAttribute("aria-checked", String(item.id === chosen));
  made.tabIndex = item.id === chosen ? 0 : -1;
  const title = element("span", "title", item.title);
  const badges = element("span", "badges");
  for (const { text, tone } of item.badges) badges.append(element("span", `badge ${tone}`, text));
  const place = element("span", "place", item.place);
  place.append(badges);
  const track = element("span", "track");
  track.title = item.strength;
  track.setAttribute("role", "img");
  track.setAttribute("aria-label", item.strength);
  const fill = element("div", "fill");
  fill.style.width = `${Math.round(100 * item.bar)}%`;
  track.append(fill);
  made.append(element("span", "rank", item.rank), title, place, track);
  made.onclick = () => pick(item.id);
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let list = parentElement.querySelector(".list");
  if (!list) {
    list = element("div", "list");
    list.setAttribute("role", "radiogroup");
    parentElement.append(list);
  }
  list.setAttribute("aria-label", data.label);
  const pick = (id) => id !== data.chosen && setTriggerValue("picked", id);
  const focused = list.contains(parentElement.activeElement ?? document.activeElement);
  list.replaceChildren(...data.rows.map((item) => row(item, data.chosen, pick)));
  if (focused) list.querySelector("[aria-checked=true]")?.focus();
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = [...list.children];
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(parentElement.activeElement ?? document.activeElement) + step))];
    next.focus();
    pick(next.dataset.id);
  };
}
