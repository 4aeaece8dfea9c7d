// Installs the pinned packages, unless they are there already as the lock file says.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
// Within node_modules, so that whoever deletes the folder deletes the mark too.
const mark = join(folder, "node_modules", ".installed-lock.json");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
  // None of them needs an install script, so none gets to run. On Windows npm is a script, which only a shell starts.
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.error) {
    throw new Error("npm is needed to install the clients that are tested", { cause: npm.error });
  }
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  writeFileSync(mark, lock);
}
