// Installs the data that models are trained on and tested with, unless it is there already as the lock file says.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
// Within node_modules, so that whoever deletes the folder deletes the mark too.
const mark = join(folder, "node_modules", ".installed-lock.json");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
  // Data needs no install script, so none gets to run. On Windows npm is a script, which only a shell starts.
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.error) {
    throw new Error("npm is needed to install the data of the models", { cause: npm.error });
  }
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, lock);
}
