// The JavaScript API: import { open } from "/nearside.js". What it gives is described in docs/javascript-api.md.
import { load } from "%asset:/app/loader.js%";

const assets = {
  "/app/engine.js": "%asset:/app/engine.js%",
  "/app/program.js": "%asset:/app/program.js%",
};
let loading;

/** The compiled Java of the page; loaded once. For index.html. */
export async function program(backend) {
  loading ??= load("page", backend, assets).catch((e) => {
    loading = undefined;
    throw e;
  });
  const exports = await loading;
  const running = globalThis.nearsideHost.backend;
  if (backend !== undefined && backend !== running) {
    throw new TypeError(`this page runs its Java as ${running}; reload it for '${backend}'`);
  }
  return exports;
}

/**
 * Opens an engine in a worker of its own; others follow when they are needed.
 * @param {{provider?: "auto" | "webgpu" | "wasm", engine?: "vision" | "text", backend?: "wasm-gc" | "js"}} options
 */
export async function open(options = {}) {
  return (await program(options.backend)).open(options);
}
