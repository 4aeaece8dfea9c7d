import assert from "node:assert/strict";
import { test } from "node:test";

import { withIncludes } from "./includes.mjs";

const text = (path, content) => ({ path, content: Buffer.from(content), rewrite: true });

test("a part stands in its page, indented as the line that names it, and is no file of the site", () => {
  const files = [text("/index.html", "<main>\n  %include:/pages/chat.html%\n</main>"), text("/pages/chat.html", "<p>\n\n</p>\n")];

  const site = withIncludes(files);

  assert.deepEqual(site.map((file) => file.path), ["/index.html"]);
  assert.equal(site[0].content.toString(), "<main>\n  <p>\n\n  </p>\n</main>");
});

test("a part that is missing fails the build and so does one that nothing includes", () => {
  const missing = [text("/index.html", "%include:/pages/gone.html%")];
  const unused = [text("/index.html", ""), text("/pages/lost.html", "")];

  assert.throws(() => withIncludes(missing), { name: "BuildError", message: "/index.html includes /pages/gone.html, which does not exist" });
  assert.throws(() => withIncludes(unused), { name: "BuildError", message: "/pages/lost.html is included nowhere" });
});

test("files that are not rewritten stay as they are, byte for byte", () => {
  const content = Buffer.from("%include:/pages/a.html%\xff", "latin1");

  const [file] = withIncludes([{ path: "/ort/ort.mjs", content, rewrite: false }]);

  assert.equal(file.content, content);
});
