// The decisions as they are made, the newest first: a stream, or where there is none, a look every two seconds.

import * as api from "./api.js";
import { byId, el, placeText, time } from "./dom.js";

const MOST = 100;
const LOOK_AGAIN = 2000;
const list = byId("feed");
let live = true;
let known = [];
let onDecision = () => {};
let timer = 0;
let follow = () => {};

/** Calls when a decision was made just now. */
export const whenDecided = listener => (onDecision = listener);

/** Makes the link to the slot of a decision. */
export const linkBy = maker => (follow = maker);

function show() {
  list.replaceChildren(...(known.length ? known.map(line) : [el("li", { className: "faint" }, "none so far")]));
}

function line(decision) {
  return el("li", { className: decision.action },
    el("div", {}, el("time", { dateTime: decision.at, title: time(decision.at, true) }, time(decision.at, true).slice(11)), " ",
      el("b", {}, decision.action), " ", follow(decision), ` on ${decision.node}`),
    el("div", { className: "place" }, decision.reason + ", " + (decision.cause ? placeText(decision.cause) : "as its time came")));
}

/** Shows the decisions up to a moment; null for now and what is to come. */
export async function showAt(asOf) {
  live = asOf === null;
  known = (await api.decisions(asOf, MOST)).items;
  show();
}

function take(decision) {
  if (!live || known.some(before => before.id === decision.id)) {
    return;
  }
  known = [decision, ...known].slice(0, MOST);
  show();
  onDecision();
}

async function look() {
  if (live && !document.hidden) {
    try {
      const before = known[0]?.id;
      await showAt(null);
      if (known[0]?.id !== before) {
        onDecision();
      }
    } catch {
      // The page says elsewhere that the projector does not answer; the next look may succeed.
    }
  }
}

/** Follows the decisions for as long as the page is open. */
export function start() {
  const stream = new EventSource("api/v1/decisions/stream");
  const read = event => take(JSON.parse(event.data));
  stream.onmessage = read;
  stream.addEventListener("decision", read);
  stream.onerror = () => {
    // Closed for good: this server has no stream. Otherwise the browser connects again by itself.
    if (stream.readyState === EventSource.CLOSED && !timer) {
      timer = setInterval(look, LOOK_AGAIN);
    }
  };
}
