// Installs the npm packages that a folder's lock file pins, for the modules whose tests need some: node install.mjs FOLDER
import { installPinnedPackages } from "./bundler/install.mjs";

const folder = process.argv[2];
if (!folder) {
  throw new Error("say in which folder the packages are to be installed");
}
installPinnedPackages(folder);
