import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import zlib from "node:zlib";

import { bundle } from "./bundle.mjs";
import { pdfFiles } from "./inputs.mjs";

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "nearside-bundle-"));
});
after(() => rm(folder, { recursive: true }));

const hash = (content) => createHash("sha256").update(content).digest("hex");
const text = (path, content) => ({ path, content: Buffer.from(content), rewrite: true });
const binary = (path, content) => ({ path, content, rewrite: false });
const longText = "the near side of the network ".repeat(40);

/** Bundles the inputs into a folder of the test's own and answers with the index and a reader of its resources. */
async function build(name, inputs) {
  const classes = join(folder, name);
  const result = await bundle({ inputs, output: join(classes, "site"), cache: join(classes, "compressed") });
  const index = JSON.parse(await readFile(join(classes, "site/index.json"), "utf8"));
  const find = (pattern) => index.files.find((file) => pattern.test(file.path));
  return { result, index, find, read: (entry) => readFile(join(classes, entry.resource)), site: join(classes, "site") };
}

test("a file's name changes with what it refers to, at any depth", async () => {
  const chain = (leaf) => [
    text("/index.html", `<script src="%asset:/app/start.js%"></script>`),
    text("/app/start.js", `load("%asset:/app/page.wasm%")`),
    binary("/app/page.wasm", Buffer.from(leaf)),
  ];

  const first = await build("chain-1", chain("one"));
  const second = await build("chain-2", chain("two"));

  const wasm = first.find(/page/).path;
  const script = first.find(/start/);
  assert.equal(wasm, `/app/page.${hash("one").slice(0, 12)}.wasm`);
  assert.equal((await first.read(script)).toString(), `load("${wasm}")`);
  assert.equal((await first.read(first.find(/index/))).toString(), `<script src="${script.path}"></script>`);
  assert.notEqual(second.find(/start/).path, script.path);
});

test("only the four well-known files keep their names and may change", async () => {
  const names = ["/index.html", "/nearside.js", "/sw.js", "/manifest.webmanifest", "/css/base.css"];

  const { index } = await build("names", names.map((name) => text(name, name)));

  const fixed = index.files.filter((file) => !file.immutable).map((file) => file.path);
  assert.deepEqual(fixed, ["/index.html", "/manifest.webmanifest", "/nearside.js", "/sw.js"]);
  assert.match(index.files.find((file) => file.immutable).path, /^\/css\/base\.[0-9a-f]{12}\.css$/);
});

test("a reference to a file that does not exist fails the build and names both", async () => {
  const inputs = [text("/index.html", "%asset:/app/gone.js%")];

  const building = build("missing", inputs);

  await assert.rejects(building, { name: "BuildError", message: "/index.html refers to /app/gone.js, which does not exist" });
});

test("an optional reference to a file that does not exist becomes nothing", async () => {
  const { read, find } = await build("optional", [text("/index.html", "[%asset?:/app/gone.js%]")]);

  const html = await read(find(/index/));

  assert.equal(html.toString(), "[]");
});

test("immutable files that refer to each other in a circle fail the build", async () => {
  const inputs = [text("/app/a.js", "%asset:/app/b.js%"), text("/app/b.js", "%asset:/app/a.js%")];

  const building = build("circle", inputs);

  await assert.rejects(building, { message: /in a circle: \/app\/a\.js -> \/app\/b\.js -> \/app\/a\.js/ });
});

test("a file that is not rewritten keeps its placeholders byte for byte", async () => {
  const content = Buffer.from("%asset:/nowhere.js% \xff", "latin1");

  const { read, find } = await build("verbatim", [binary("/ort/ort.mjs", content)]);

  assert.deepEqual(await read(find(/ort/)), content);
});

test("the service worker's list holds every immutable file with its hash and group", async () => {
  const { index, read, find } = await build("list", [
    text("/sw.js", "%assets-json%"),
    text("/index.html", "hello"),
    text("/app/start.js", "start"),
    binary("/app/text.wasm", Buffer.from("text")),
    text("/app/text-functions.js", "functions"),
    text("/app/texture.js", "texture"),
    binary("/ort/ort.wasm", Buffer.from("ort")),
    binary("/pdf/pdf.mjs", Buffer.from("pdf")),
  ]);

  const list = JSON.parse(await read(find(/sw/)));

  assert.deepEqual(list.map((file) => file.group), ["app", "text", "text", "app", "ort", "pdf"]);
  assert.deepEqual(
    list.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    index.files.filter((file) => file.immutable).map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  );
});

test("sizes and hashes in the index are those of the files, and encodings decompress to the same bytes", async () => {
  const { index, read } = await build("hashes", [
    text("/index.html", longText),
    text("/css/base.css", longText + "css"),
    binary("/icons/icon.png", Buffer.from(longText)),
  ]);

  for (const file of index.files) {
    const content = await read(file);
    assert.equal(file.bytes, content.length);
    assert.equal(file.sha256, hash(content));
    for (const [encoding, entry] of Object.entries(file.encodings)) {
      const compressed = await read(entry);
      const decompress = encoding === "br" ? zlib.brotliDecompressSync : zlib.gunzipSync;
      assert.equal(entry.bytes, compressed.length);
      assert.equal(entry.sha256, hash(compressed));
      assert.deepEqual(decompress(compressed), content);
    }
  }
  const encodings = index.files.map((file) => Object.keys(file.encodings).join());
  assert.deepEqual(encodings, ["br,gzip", "", "br,gzip"], "css, png, html");
});

test("a second build compresses and writes nothing, and a removed file goes away", async () => {
  const page = text("/index.html", longText);
  const first = await build("again", [page, text("/css/old.css", longText)]);
  const before = await stat(join(first.site, "index.html"));

  const same = await build("again", [page, text("/css/old.css", longText)]);
  const less = await build("again", [page]);

  assert.deepEqual([same.result.compressed, same.result.written], [0, 0]);
  assert.deepEqual(await readdir(join(less.site, "css")), []);
  assert.equal((await stat(join(less.site, "index.html"))).mtimeMs, before.mtimeMs);
});

test("the tables of pdf.js are found again in the one file that holds them", async () => {
  const packaged = join(folder, "pdfjs-dist");
  await mkdir(join(packaged, "build"), { recursive: true });
  await mkdir(join(packaged, "cmaps"));
  await Promise.all(["pdf.min.mjs", "pdf.worker.min.mjs"].map((name) => writeFile(join(packaged, "build", name), name)));
  await Promise.all(["B.bcmap", "A.bcmap", "LICENSE"].map((name) => writeFile(join(packaged, "cmaps", name), name)));

  const [, , { content }] = await pdfFiles(packaged);

  const start = 4 + content.readUInt32LE(0);
  const places = JSON.parse(content.subarray(4, start));
  const read = ([from, to]) => content.toString("utf8", start + from, start + to);
  assert.deepEqual(Object.keys(places), ["A.bcmap", "B.bcmap"]);
  assert.deepEqual(Object.values(places).map(read), ["A.bcmap", "B.bcmap"]);
});
