// Placeholders in the sources:
//   %asset:/app/page.wasm%    the address under which that file is served
//   %asset?:/app/page.wasm%   the same, or nothing where there is no such file
//   %assets-json%             a JSON array of all immutable files: {path, bytes, sha256, group}

import { BuildError } from "./build-error.mjs";

const REFERENCE = /%asset(\??):(\/[^%\s]*)%/g;
const LIST = "%assets-json%";

/** What `file` refers to: existing paths, and whether it holds the list of all files. */
export function referencesOf(file, paths) {
  if (!file.rewrite) {
    return { targets: [], wantsList: false };
  }
  const text = file.content.toString("utf8");
  const targets = new Set();
  for (const [, optional, target] of text.matchAll(REFERENCE)) {
    if (paths.has(target)) {
      targets.add(target);
    } else if (!optional) {
      throw new BuildError(`${file.path} refers to ${target}, which does not exist`);
    }
  }
  return { targets: [...targets], wantsList: text.includes(LIST) };
}

/** The file's content with every placeholder replaced; `addressOf` gives undefined for a file that is not there. */
export function resolveReferences(file, addressOf, list) {
  if (!file.rewrite) {
    return file.content;
  }
  const text = file.content
    .toString("utf8")
    .replace(REFERENCE, (_, optional, target) => addressOf(target) ?? "")
    .replace(LIST, () => JSON.stringify(list()));
  return Buffer.from(text, "utf8");
}
