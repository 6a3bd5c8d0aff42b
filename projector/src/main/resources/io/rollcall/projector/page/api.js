// Questions to the API of this server. What goes wrong becomes an Error with one line for people.

/** The answer that was asked for before this was loaded, once. */
function early(url) {
  const asked = globalThis.rollcallEarly;
  globalThis.rollcallEarly = null;
  return asked?.url === url ? asked.answer : null;
}

async function get(path, parameters, signal) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined));
  const url = "api/v1/" + path + (query.size ? "?" + query : "");
  let response;
  try {
    response = await (early(url) ?? fetch(url, { headers: { Accept: "application/json" }, signal }));
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Error("the projector does not answer");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `the projector answered ${response.status}`);
  }
  return response.json();
}

const part = encodeURIComponent;

export const matrix = (asOf, layout, signal) => get("matrix", { asOf, layout }, signal);

export const timeline = steps => get("matrix/timeline", { steps });

export const decisions = (asOf, limit) => get("decisions", { asOf, limit });

export const explain = (daemonSet, node, asOf, signal) => {
  const [namespace, name] = daemonSet.split("/");
  return get(`daemonsets/${part(namespace)}/${part(name)}/explain`, { node, asOf }, signal);
};
