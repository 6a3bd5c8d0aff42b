// Before the first paint: the look that was chosen here before; without one, that of the system.
const KEY = "rollcall.theme";
const chosen = localStorage.getItem(KEY);
if (chosen) {
  document.documentElement.dataset.theme = chosen;
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem(KEY, next);
  dispatchEvent(new Event("theme"));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => dispatchEvent(new Event("theme")));
globalThis.rollcallTheme = { isDark, switchTheme };
