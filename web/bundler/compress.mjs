import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;

const COMPRESSIBLE = /\.(?:html|css|m?js|json|svg|txt|wasm|webmanifest|map)$/;

// Quality 11 on 27 MB of wasm takes minutes; 9 with the largest window takes seconds and is 10 % larger.
const LARGE = 4 << 20;

const ENCODINGS = [
  {
    name: "br",
    suffix: ".br",
    compress: (content) =>
      brotli(content, {
        params: {
          [BROTLI_PARAM_QUALITY]: content.length > LARGE ? 9 : 11,
          [BROTLI_PARAM_LGWIN]: 24,
          [BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
  },
  { name: "gzip", suffix: ".gz", compress: (content) => gzip(content, { level: 9 }) },
];

/** Compressed forms by the hash of what was compressed, kept from one build to the next. */
export class CompressionCache {
  #directory;
  #forms = new Map();
  #made = 0;

  constructor(directory) {
    this.#directory = directory;
  }

  /** How many forms had to be compressed, as they were not in the cache. */
  get made() {
    return this.#made;
  }

  /** The encodings of a file that are worth sending: [{name, suffix, content}]. */
  async encodingsOf(file) {
    if (!COMPRESSIBLE.test(file.source)) {
      return [];
    }
    const all = await Promise.all(
      ENCODINGS.map(async ({ name, suffix, compress }) => {
        const content = await this.#cached(file.sha256 + suffix, () => compress(file.content));
        return { name, suffix, content };
      }),
    );
    return all.filter((encoding) => encoding.content.length < file.content.length);
  }

  /** Forgets what this build did not ask for. */
  async prune() {
    const names = existsSync(this.#directory) ? await readdir(this.#directory) : [];
    const stale = names.filter((name) => !this.#forms.has(name));
    await Promise.all(stale.map((name) => rm(join(this.#directory, name))));
  }

  /** Files of equal content share one form, also while it is still being made. */
  #cached(name, compress) {
    if (!this.#forms.has(name)) {
      this.#forms.set(name, this.#form(join(this.#directory, name), compress));
    }
    return this.#forms.get(name);
  }

  async #form(path, compress) {
    if (existsSync(path)) {
      return readFile(path);
    }
    const content = await compress();
    this.#made++;
    await mkdir(this.#directory, { recursive: true });
    // Renamed into place, so that an interrupted build leaves no half file to be trusted later.
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
    return content;
  }
}
