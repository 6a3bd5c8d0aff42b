// Elements without markup in strings: what comes from the cluster is text, never HTML.

export const byId = id => document.getElementById(id);

/** An element; properties that begin with "on" are listeners, null children are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element && name !== "list") {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** 2026-03-01 10:00:05Z; milliseconds where asked for. */
export function time(text, exact = false) {
  if (!text) {
    return "";
  }
  const iso = new Date(text).toISOString();
  return iso.slice(0, 10) + " " + iso.slice(11, exact ? 23 : 19) + "Z";
}

export function timeElement(text, exact = false) {
  return el("time", { dateTime: text, title: new Date(text).toString() }, time(text, exact));
}

/** topic-partition@offset. */
export const placeText = place => `${place.topic}-${place.partition}@${place.offset}`;

export const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** What a colour of the style sheet is at present, for a canvas, which knows no variables. */
export function colour(name) {
  const probe = document.documentElement;
  const before = probe.style.outlineColor;
  probe.style.outlineColor = `var(--${name})`;
  const found = getComputedStyle(probe).outlineColor;
  probe.style.outlineColor = before;
  return found;
}
