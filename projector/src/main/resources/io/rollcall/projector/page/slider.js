// The time slider: moments at which the matrix changed, and now at the right end.

import * as api from "./api.js";
import { byId, colour, time } from "./dom.js";
import { state, update } from "./state.js";

const STEPS = 600;
const PAUSE = 260;
const LOOK_AGAIN = 1000;
const slider = byId("slider");
const pulse = byId("pulse");
const play = byId("play");
const needSteps = [slider, play, byId("earlier"), byId("later")];
let steps = [];
let again = 0;
let last = -1;
let ahead = null;
let playing = false;
let settled = () => Promise.resolve();

/** What to wait for before the next step of a replay: a promise that a moment is on the screen. */
export const whenSettled = wait => (settled = wait);

/** Asks for the moments; until the past is prepared again and again. */
export async function refresh() {
  const { prepared, items } = await api.timeline(STEPS);
  steps = items;
  clearTimeout(again);
  if (!prepared) {
    again = setTimeout(() => refresh().catch(() => {}), LOOK_AGAIN);
  }
  needSteps.forEach(control => (control.disabled = !prepared));
  byId("preparing").hidden = prepared;
  slider.max = steps.length;
  place();
  drawPulse();
}

/** Puts the knob where the state is; a moment between two steps counts as the earlier. */
export function place() {
  slider.value = state.at === null ? steps.length : Math.max(0, indexOf(state.at));
  const step = steps[Number(slider.value)];
  slider.setAttribute("aria-valuetext", state.at === null || !step ? "now" : time(step.at, true));
}

function indexOf(asOf) {
  const exact = steps.findIndex(step => step.asOf === asOf);
  if (exact >= 0) {
    return exact;
  }
  const offset = Number(asOf.split("@")[1]);
  const before = step => (Number.isNaN(offset) ? new Date(step.at) <= new Date(asOf) : Number(step.asOf.split("@")[1]) <= offset);
  return steps.findLastIndex(before);
}

function go(index) {
  const step = steps[index];
  const stride = index - last;
  last = index;
  ahead = steps[index + stride]?.asOf ?? null;
  update({ at: step ? step.asOf : null }, { replace: true });
}

/** The moment that comes next if the slider moves on as it last did; null where there is none. */
export const next = () => ahead;

/** Steps earlier (below 0) or later. */
export function step(by) {
  if (slider.disabled) {
    return;
  }
  const index = Math.max(0, Math.min(steps.length, Number(slider.value) + by));
  slider.value = index;
  go(index);
}

export const now = () => update({ at: null });

export async function toggle() {
  if (slider.disabled) {
    return;
  }
  playing = !playing;
  show();
  if (playing && Number(slider.value) >= steps.length) {
    slider.value = -1;
  }
  while (playing && Number(slider.value) < steps.length) {
    step(slider.value === "0" && state.at === null ? 0 : 1);
    await settled();
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
  playing = false;
  show();
}

function show() {
  play.textContent = playing ? "❚❚" : "▶";
  play.setAttribute("aria-label", playing ? "Stop" : "Play");
}

/** How much changed at each step, as bars under the slider. */
function drawPulse() {
  const width = pulse.clientWidth;
  const height = pulse.clientHeight;
  pulse.width = width * devicePixelRatio;
  pulse.height = height * devicePixelRatio;
  const context = pulse.getContext("2d");
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = colour("pulse");
  const most = steps.reduce((highest, item) => Math.max(highest, item.changes), 1);
  // The knob's middle stops half its width before the ends.
  const knob = 8;
  const room = (width - 2 * knob) / Math.max(1, steps.length);
  steps.forEach((item, i) => {
    const high = Math.max(2, (Math.log1p(item.changes) / Math.log1p(most)) * height);
    context.fillRect(knob + i * room, height - high, Math.max(1, room - (room > 4 ? 1 : 0)), high);
  });
}

slider.addEventListener("input", () => {
  playing = false;
  show();
  go(Number(slider.value));
});
play.addEventListener("click", toggle);
byId("earlier").addEventListener("click", () => step(-1));
byId("later").addEventListener("click", () => step(1));
byId("now").addEventListener("click", now);
addEventListener("theme", drawPulse);
addEventListener("resize", drawPulse);
