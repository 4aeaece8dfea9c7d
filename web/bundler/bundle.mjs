import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative, sep } from "node:path";

import { CompressionCache } from "./compress.mjs";
import { fingerprint, sha256 } from "./fingerprint.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Writes the site and its index.
 *
 * `inputs` are {path, content, rewrite}; `output` is the folder `site`, which afterwards holds what
 * index.json names and nothing else; `cache` keeps compressed forms between builds.
 * Returns the index's files and how many were compressed and written, for the build's log.
 */
export async function bundle({ inputs, output, cache }) {
  const compression = new CompressionCache(cache);
  const site = new SiteFolder(output);
  const files = await Promise.all(
    fingerprint(inputs).map(async (file) => {
      const encodings = {};
      for (const { name, suffix, content } of await compression.encodingsOf(file)) {
        encodings[name] = { ...(await site.put(file.path + suffix, content)), sha256: sha256(content) };
      }
      return {
        path: file.path,
        type: TYPES[extname(file.path)] ?? "application/octet-stream",
        ...(await site.put(file.path, file.content)),
        sha256: file.sha256,
        immutable: file.immutable,
        encodings,
      };
    }),
  );
  await site.put("/index.json", Buffer.from(JSON.stringify({ files }, null, 1) + "\n"));
  await site.removeTheRest();
  await compression.prune();
  return { files, compressed: compression.made, written: site.written };
}

/** The folder that becomes the jar's `site/`. Unchanged files keep their times, so that Maven sees an unchanged jar. */
class SiteFolder {
  #root;
  #paths = new Set();
  written = 0;

  constructor(root) {
    this.#root = root;
  }

  async put(path, content) {
    const file = join(this.#root, path);
    this.#paths.add(path);
    if (!existsSync(file) || !(await readFile(file)).equals(content)) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      this.written++;
    }
    return { resource: `site${path}`, bytes: content.length };
  }

  async removeTheRest() {
    const entries = await readdir(this.#root, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    const stale = files.filter((file) => !this.#paths.has("/" + relative(this.#root, file).split(sep).join("/")));
    await Promise.all(stale.map((file) => rm(file)));
  }
}
