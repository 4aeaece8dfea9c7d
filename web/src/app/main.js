// Starts the page: the compiled Java does the rest.
const backend = new URLSearchParams(window.location.search).get("backend") ?? undefined;
try {
  const { program } = await import("/nearside.js");
  const page = await program(backend);
  page.start();
} catch (error) {
  const state = document.querySelector("[data-testid=engine-state]");
  state.dataset.state = "failed";
  document.querySelector("[data-testid=engine-text]").textContent =
    `The page could not be started: ${error.message}. Reload it, or use a current Chrome or Edge.`;
  throw error;
}
