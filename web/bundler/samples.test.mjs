import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { sampleCollection } from "./samples.mjs";

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "nearside-samples-"));
});
after(() => rm(folder, { recursive: true }));

test("a sample collection is one file that holds the text of each document", async () => {
  const collection = join(folder, "samples");
  await mkdir(collection);
  await writeFile(join(collection, "lease.md"), "Pets are allowed.");
  const index = { title: "Notes", questions: ["Are pets allowed?"], documents: [{ file: "lease.md" }] };
  await writeFile(join(collection, "index.json"), JSON.stringify(index));

  const [file] = await sampleCollection(collection, "/samples/search.json");

  assert.equal(file.path, "/samples/search.json");
  assert.deepEqual(JSON.parse(file.content), { ...index, documents: [{ name: "lease.md", text: "Pets are allowed." }] });
});

test("a document that the collection names and does not have fails the build", async () => {
  const collection = join(folder, "samples-with-a-gap");
  await mkdir(collection);
  await writeFile(join(collection, "index.json"), JSON.stringify({ documents: [{ file: "lost.md" }] }));

  const gathering = sampleCollection(collection, "/samples/search.json");

  await assert.rejects(gathering, { message: /names lost\.md, which is not in/ });
});
