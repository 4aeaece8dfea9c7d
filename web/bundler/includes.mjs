// Puts pages together: a line of index.html that is
//   %include:/pages/search.html%
// becomes that file, indented as the line is. Parts are no files of the site themselves.

import { BuildError } from "./build-error.mjs";

const PARTS = "/pages/";
const INCLUDE = /^([ \t]*)%include:(\/[^%\s]+)%$/gm;

/** The files of the site, the parts among `files` put where they belong. */
export function withIncludes(files) {
  const parts = new Map(files.filter(isPart).map((file) => [file.path, file.content.toString("utf8")]));
  const used = new Set();
  const whole = files.filter((file) => !isPart(file)).map((file) => (file.rewrite ? include(file, parts, used) : file));
  const unused = [...parts.keys()].find((path) => !used.has(path));
  if (unused) {
    throw new BuildError(`${unused} is included nowhere`);
  }
  return whole;
}

function isPart(file) {
  return file.path.startsWith(PARTS);
}

function include(file, parts, used) {
  const text = file.content.toString("utf8").replace(INCLUDE, (_, indent, path) => {
    if (!parts.has(path)) {
      throw new BuildError(`${file.path} includes ${path}, which does not exist`);
    }
    used.add(path);
    return indented(parts.get(path).trimEnd(), indent);
  });
  return { ...file, content: Buffer.from(text, "utf8") };
}

function indented(text, indent) {
  return text
    .split("\n")
    .map((line) => (line ? indent + line : line))
    .join("\n");
}
