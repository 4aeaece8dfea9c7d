import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { BuildError } from "./build-error.mjs";

/** Runs `npm ci` in `directory` unless what is installed there came from the same package-lock.json. */
export function installPinnedPackages(directory) {
  const lock = readFileSync(join(directory, "package-lock.json"), "utf8");
  const stamp = join(directory, "node_modules/.installed-from.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
    return;
  }
  // Nothing pinned here needs an install script, so none gets to run.
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: directory,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.error || npm.status !== 0) {
    throw new BuildError(`npm ci failed in ${directory}: ${npm.error?.message ?? `exit ${npm.status}`}`);
  }
  writeFileSync(stamp, lock);
}
