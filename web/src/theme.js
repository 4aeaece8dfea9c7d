// A saved choice must hold before the first paint, so this small script runs ahead of the compiled Java.
(function () {
  const root = document.documentElement;
  const saved = localStorage.getItem("nearside.theme");
  if (saved === "light" || saved === "dark") {
    root.dataset.theme = saved;
  }
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("[data-testid=theme-toggle]"))) {
      return;
    }
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("nearside.theme", root.dataset.theme);
  });
})();
