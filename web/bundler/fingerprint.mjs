import { createHash } from "node:crypto";
import { posix } from "node:path";

import { BuildError } from "./build-error.mjs";
import { referencesOf, resolveReferences } from "./references.mjs";

// Known to people, to other pages and to the browser by these very names.
const FIXED_NAMES = new Set(["/index.html", "/nearside.js", "/sw.js", "/manifest.webmanifest", "/favicon.ico"]);

export function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Gives every file its address and its final content. A file is hashed after those that it refers to,
 * so that its name changes whenever anything below it changes.
 */
export function fingerprint(inputs) {
  const files = new Map(inputs.map((file) => [file.path, file]));
  if (files.size !== inputs.length) {
    const twice = inputs.find((file) => files.get(file.path) !== file);
    throw new BuildError(`two files want the address ${twice.path}`);
  }
  const references = new Map(inputs.map((file) => [file.path, referencesOf(file, files)]));
  const done = new Map();

  function finish(path, trail) {
    if (trail.includes(path)) {
      throw new BuildError(`files refer to each other in a circle: ${[...trail, path].join(" -> ")}`);
    }
    if (done.has(path)) {
      return done.get(path);
    }
    const file = files.get(path);
    const immutable = !FIXED_NAMES.has(path);
    const { targets, wantsList } = references.get(path);
    if (wantsList && immutable) {
      throw new BuildError(`${path} is in the list of files itself, so it cannot hold %assets-json%`);
    }
    // A fixed name is known without its content, so it may be referred to in a circle.
    const below = targets.filter((target) => !FIXED_NAMES.has(target));
    const needed = wantsList ? [...files.keys()].filter((other) => !FIXED_NAMES.has(other)) : below;
    for (const target of needed) {
      finish(target, [...trail, path]);
    }
    const addressOf = (target) => (FIXED_NAMES.has(target) && files.has(target) ? target : done.get(target)?.path);
    const content = resolveReferences(file, addressOf, () => listOf(done));
    const hash = sha256(content);
    const finished = { path: immutable ? named(path, hash) : path, source: path, content, sha256: hash, immutable };
    done.set(path, finished);
    return finished;
  }

  return [...files.keys()].map((path) => finish(path, [])).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listOf(done) {
  return [...done.values()]
    .filter((file) => file.immutable)
    .map((file) => ({
      path: file.path,
      bytes: file.content.length,
      sha256: file.sha256,
      group: groupOf(file.source),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is needed together: ONNX Runtime, the reader of PDFs, the program for text, and what every page needs. */
function groupOf(path) {
  return /^\/(?:(ort|pdf)\/|app\/(text)[.-])/.exec(path)?.slice(1).find(Boolean) ?? "app";
}

function named(path, hash) {
  const { dir, name, ext } = posix.parse(path);
  return posix.join(dir, `${name}.${hash.slice(0, 12)}${ext}`);
}
