// Every worker: loads the program that its name says, and tells the page of whatever nothing in it caught.
import { load } from "%asset:/app/loader.js%";

self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  const reason = event.reason;
  self.postMessage({ kind: "crash", reason: String((reason && reason.message) || reason) });
});

// Calls that come before the program listens would be lost; the page waits for "ready", so there are none.
const [, name, backend] = self.name.split(" ");
const program = await load(name, backend, {
  "/app/ort-module.js": "%asset:/app/ort-module.js%",
  "/ort/ort.jspi.min.mjs": "%asset:/ort/ort.jspi.min.mjs%",
  "/ort/ort.webgpu.min.mjs": "%asset:/ort/ort.webgpu.min.mjs%",
  "/ort/ort-wasm-simd-threaded.jspi.mjs": "%asset:/ort/ort-wasm-simd-threaded.jspi.mjs%",
  "/ort/ort-wasm-simd-threaded.jspi.wasm": "%asset:/ort/ort-wasm-simd-threaded.jspi.wasm%",
  "/ort/ort-wasm-simd-threaded.asyncify.mjs": "%asset:/ort/ort-wasm-simd-threaded.asyncify.mjs%",
  "/ort/ort-wasm-simd-threaded.asyncify.wasm": "%asset:/ort/ort-wasm-simd-threaded.asyncify.wasm%",
  "/pdf/pdf.mjs": "%asset:/pdf/pdf.mjs%",
  "/pdf/pdf.worker.mjs": "%asset:/pdf/pdf.worker.mjs%",
  "/pdf/cmaps.bin": "%asset:/pdf/cmaps.bin%",
});
program.main([]);
