// Asks for the matrix before the rest of the page is here: the answer is on its way while the modules are loaded.
{
  const at = new URLSearchParams(location.search).get("at");
  const url = "api/v1/matrix" + (at ? "?" + new URLSearchParams({ asOf: at }) : "");
  const answer = fetch(url, { headers: { Accept: "application/json" } });
  // Whoever takes it is told what went wrong.
  answer.catch(() => {});
  globalThis.rollcallEarly = { url, answer };
}
