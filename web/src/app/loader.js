// Loads one of the programs that TeaVM compiled, as WebAssembly-GC where the browser has it, else as JavaScript.
import { allow } from "%asset:/app/functions.js%";

const programs = {
  page: {
    wasm: "%asset:/app/page.wasm%",
    functions: "%asset:/app/page-functions.js%",
    js: "%asset:/app/page.js%",
  },
  vision: {
    wasm: "%asset:/app/vision.wasm%",
    functions: "%asset:/app/vision-functions.js%",
    js: "%asset:/app/vision.js%",
  },
  text: {
    wasm: "%asset:/app/text.wasm%",
    functions: "%asset:/app/text-functions.js%",
    js: "%asset:/app/text.js%",
  },
  routing: {
    wasm: "%asset:/app/routing.wasm%",
    functions: "%asset:/app/routing-functions.js%",
    js: "%asset:/app/routing.js%",
  },
  "text-pages": {
    wasm: "%asset:/app/text-pages.wasm%",
    functions: "%asset:/app/text-pages-functions.js%",
    js: "%asset:/app/text-pages.js%",
  },
  compare: {
    wasm: "%asset:/app/compare.wasm%",
    functions: "%asset:/app/compare-functions.js%",
    js: "%asset:/app/compare.js%",
  },
};

// A module that declares one struct type: valid only where garbage-collected types are known.
const gcProbe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0]);

async function loadWasm(files) {
  const [{ default: functions }, runtime] = await Promise.all([
    import(files.functions),
    import("%asset:/app/runtime.js%"),
  ]);
  allow(functions);
  return (await runtime.load(files.wasm)).exports;
}

/**
 * @param {"page" | "vision" | "text" | "routing" | "text-pages" | "compare"} name
 * @param {"wasm-gc" | "js" | undefined} backend forces one; undefined takes wasm-gc where it is there
 * @param {Record<string, string>} assets addresses of this build's files by plain path, for the Java
 * @returns the program's exported functions
 */
export async function load(name, backend, assets) {
  if (backend !== undefined && backend !== "wasm-gc" && backend !== "js") {
    throw new TypeError(`unknown backend '${backend}'; there are wasm-gc and js`);
  }
  const host = { assets, backend: "", load: (address) => import(address) };
  globalThis.nearsideHost = host;
  if (backend !== "js" && (backend === "wasm-gc" || WebAssembly.validate(gcProbe))) {
    host.backend = "wasm-gc";
    try {
      return await loadWasm(programs[name]);
    } catch (e) {
      if (backend === "wasm-gc") {
        throw e;
      }
      console.warn("WebAssembly-GC failed, going on in JavaScript:", e);
    }
  }
  host.backend = "js";
  return import(programs[name].js);
}
