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

/** pdf.js at `/pdf/`, byte for byte as published, and its tables of Asian character codes in one file. */
export async function pdfFiles(packaged) {
  const build = join(packaged, "build");
  return [
    { path: "/pdf/pdf.mjs", content: await readFile(join(build, "pdf.min.mjs")), rewrite: false },
    { path: "/pdf/pdf.worker.mjs", content: await readFile(join(build, "pdf.worker.min.mjs")), rewrite: false },
    { path: "/pdf/cmaps.bin", content: await packed(join(packaged, "cmaps"), ".bcmap"), rewrite: false },
  ];
}

/** Small files as one: the length of the head, 4 bytes little endian; the head, JSON of [from, to] by name; the files. */
async function packed(directory, ending) {
  const names = (await readdir(directory)).filter((name) => name.endsWith(ending)).sort();
  const contents = await Promise.all(names.map((name) => readFile(join(directory, name))));
  const places = {};
  let end = 0;
  contents.forEach((content, i) => {
    places[names[i]] = [end, (end += content.length)];
  });
  const head = Buffer.from(JSON.stringify(places));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...contents]);
}
