// Builds the site that the server's jar carries: node bundle.mjs
// Run by Maven; needs Node 20 or newer and nothing else.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundle } from "./bundler/bundle.mjs";
import { BuildError } from "./bundler/build-error.mjs";
import { withIncludes } from "./bundler/includes.mjs";
import { filesOf, ortFiles, pdfFiles } from "./bundler/inputs.mjs";
import { installPinnedPackages } from "./bundler/install.mjs";
import { sampleCollection } from "./bundler/samples.mjs";

const web = dirname(fileURLToPath(import.meta.url));

try {
  const started = performance.now();
  installPinnedPackages(web);
  const { files, compressed, written } = await bundle({
    inputs: [
      ...withIncludes(await filesOf(join(web, "src"), "/", { rewrite: true })),
      ...(await filesOf(join(web, "../client-teavm/target/app"), "/app/")),
      ...(await ortFiles(join(web, "node_modules/onnxruntime-web/dist"))),
      ...(await pdfFiles(join(web, "node_modules/pdfjs-dist"))),
      ...(await sampleCollection(join(web, "../models/src/main/resources/samples/search"), "/samples/search.json")),
    ],
    output: join(web, "target/classes/site"),
    cache: join(web, "target/compressed"),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`site: ${files.length} files, ${compressed} compressed anew, ${written} written, ${seconds} s`);
} catch (error) {
  if (!(error instanceof BuildError)) {
    throw error;
  }
  console.error(`site: ${error.message}`);
  process.exitCode = 1;
}
