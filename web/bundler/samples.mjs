import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { BuildError } from "./build-error.mjs";

/**
 * A sample collection as one file at `path`: what its index.json says, with the text of each document in it.
 * Nothing where there is no collection.
 */
export async function sampleCollection(directory, path) {
  const file = join(directory, "index.json");
  if (!existsSync(file)) {
    return [];
  }
  const index = JSON.parse(await readFile(file, "utf8"));
  const documents = await Promise.all(
    index.documents.map(async (document) => ({ name: document.file, text: await textOf(directory, document.file) })),
  );
  return [{ path, content: Buffer.from(JSON.stringify({ ...index, documents })), rewrite: false }];
}

async function textOf(directory, name) {
  const file = join(directory, name);
  if (!existsSync(file)) {
    throw new BuildError(`the sample collection names ${name}, which is not in ${directory}`);
  }
  return readFile(file, "utf8");
}
