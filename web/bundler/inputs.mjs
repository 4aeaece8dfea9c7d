import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

const TEXT_WITH_REFERENCES = new Set([".html", ".css", ".js", ".mjs", ".webmanifest"]);

// What the two WebGPU-capable builds of ONNX Runtime Web load at run time. The JSPI one is for browsers
// with WebAssembly.Suspending, the asyncify one for the others.
const ORT_FILES = [
  "ort.jspi.min.mjs",
  "ort-wasm-simd-threaded.jspi.mjs",
  "ort-wasm-simd-threaded.jspi.wasm",
  "ort.webgpu.min.mjs",
  "ort-wasm-simd-threaded.asyncify.mjs",
  "ort-wasm-simd-threaded.asyncify.wasm",
];

/**
 * The files below `directory`, each at `prefix` plus its relative path; none where the directory is missing.
 * With `rewrite`, text files may hold the placeholders that references.mjs describes.
 */
export async function filesOf(directory, prefix, { rewrite = false } = {}) {
  if (!existsSync(directory)) {
    return [];
  }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(async (entry) => {
        const file = join(entry.parentPath ?? entry.path, entry.name);
        return {
          path: prefix + relative(directory, file).split(sep).join("/"),
          content: await readFile(file),
          rewrite: rewrite && TEXT_WITH_REFERENCES.has(extname(entry.name)),
        };
      }),
  );
}

/** The pinned runtime's files at `/ort/`, byte for byte as published. */
export async function ortFiles(dist) {
  return Promise.all(
    ORT_FILES.map(async (name) => ({ path: `/ort/${name}`, content: await readFile(join(dist, name)), rewrite: false })),
  );
}
