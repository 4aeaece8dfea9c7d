// Keeps the page working without its server: what it loaded once is answered from here.
//
//   files of this build   under addresses that hold their hash: fetched when this worker is installed, or, of the reader of
//                         PDFs, when the page asks for it or uses it; cache first
//   models                under addresses that hold their SHA-256 (?v=…): kept when first loaded, small ones when this
//                         worker is installed, cache first; but for what the page's model store keeps, which is fetched
//                         by ranges
//   the page itself       and what else may change: network first, the kept one when there is no answer
//   /api, /v1, ranges     never touched
//
// Responses are handed on as they came, headers included: the page's isolation depends on them.
//
// The page may post {type: "keep", addresses: [...]}: what it loaded before this worker was in control; and
// {type: "fetch", group: "pdf"}: files of this build that it may need soon.

const ASSETS = %assets-json%;
const PAGES = ["/", "/nearside.js", "/manifest.webmanifest"];

const FILES = "nearside-files-1";
const MODELS = "nearside-models-2";
const CHANGING = "nearside-changing-1";

const PATIENCE_MS = 2500;
// To hash a file takes the whole of it in memory.
const LARGEST_FILE = 64 * 1024 * 1024;
const SMALL_MODEL = 1024 * 1024;

const addresses = new Set(ASSETS.map((asset) => asset.path));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "keep") {
    event.waitUntil(Promise.all(event.data.addresses.map(keep)));
  } else if (event.data?.type === "fetch") {
    event.waitUntil(fetchAll(ASSETS.filter((asset) => asset.group === event.data.group)));
  }
});
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || request.headers.has("range")) {
    return;
  }
  if (addresses.has(url.pathname)) {
    event.respondWith(cacheFirst(event, FILES, () => true));
  } else if (modelHash(url)) {
    event.respondWith(cacheFirst(event, MODELS, (response) => hasHash(response, modelHash(url))));
  } else if (request.mode === "navigate" && url.pathname === "/") {
    event.respondWith(networkFirst(request, "/"));
  } else if (PAGES.includes(url.pathname) || url.pathname.startsWith("/models/")) {
    event.respondWith(networkFirst(request, url.pathname));
  }
});

async function install() {
  const changing = await caches.open(CHANGING);
  const before = new Set((await (await caches.open(FILES)).keys()).map((request) => nameOf(request.url)));
  await Promise.all([
    fetchAll(ASSETS.filter((asset) => usedHere(asset) || before.has(nameOf(asset.path)))),
    ...PAGES.map(async (page) => put(changing, page, await fetch(page, { cache: "no-cache" }))),
    keepSmallModels().catch((error) => console.warn("no model was kept:", error)),
  ]);
}

/** Models as small as a picture, so that their demo opens without the server even where it was not visited before. */
async function keepSmallModels() {
  await keep("/models/index.json");
  const { models } = await (await caches.match("/models/index.json")).json();
  const small = models.filter((model) => model.installed && bytesOf(model) <= SMALL_MODEL);
  await Promise.all(
    small.map(async (model) => {
      await keep(model.manifest);
      const { samples = [] } = await (await caches.match(model.manifest)).json();
      const files = model.files.map((file) => file.url);
      await Promise.all([...files, ...samples.map((path) => `/models/${model.id}/${path}`)].map(keep));
    }),
  );
}

function bytesOf(model) {
  return model.files.reduce((sum, file) => sum + file.bytes, 0);
}

async function fetchAll(assets) {
  const cache = await caches.open(FILES);
  await Promise.all(
    assets.map(async (asset) => {
      if (!(await cache.match(asset.path))) {
        await put(cache, asset.path, await fetch(asset.path, { integrity: integrityOf(asset) }));
      }
    }),
  );
}

/**
 * Of ONNX Runtime's two builds this browser uses one; the other would be 20 MB for nothing. The reader of PDFs is for
 * whoever comes to a page that has a use for it; its successor is kept with it.
 */
function usedHere(asset) {
  switch (asset.group) {
    case "ort":
      return asset.path.includes(".jspi.") === "Suspending" in WebAssembly;
    case "pdf":
      return false;
    default:
      return true;
  }
}

/** A file's path without its hash: what it is, in whichever build. */
function nameOf(address) {
  return new URL(address, self.location.origin).pathname.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
}

function integrityOf(asset) {
  const bytes = asset.sha256.match(/../g).map((pair) => parseInt(pair, 16));
  return "sha256-" + btoa(String.fromCharCode(...bytes));
}

/** Runs when no tab uses the worker before this one, so what only that one knew can go. */
async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith("nearside-"));
  await Promise.all(names.filter((name) => ![FILES, MODELS, CHANGING].includes(name)).map((name) => caches.delete(name)));
  const cache = await caches.open(FILES);
  const stale = (await cache.keys()).filter((request) => !addresses.has(new URL(request.url).pathname));
  await Promise.all(stale.map((request) => cache.delete(request)));
  await self.clients.claim();
}

async function cacheFirst(event, name, isGenuine) {
  const address = event.request.url;
  const cache = await caches.open(name);
  const kept = await cache.match(address);
  if (kept) {
    return kept;
  }
  const response = await fetch(event.request);
  if (response.status === 200 && isSmall(response)) {
    event.waitUntil(keepGenuine(cache, address, response.clone(), isGenuine));
  }
  return response;
}

async function keepGenuine(cache, address, response, isGenuine) {
  try {
    if (!(await isInModelStore(address)) && (await isGenuine(response.clone()))) {
      await cache.put(address, response);
    }
  } catch (error) {
    // The answer reached the page all the same; only the next visit without a server will miss it.
    console.warn(`${address} was not kept:`, error);
  }
}

async function networkFirst(request, address) {
  const cache = await caches.open(CHANGING);
  const answer = fetch(request).then(async (response) => {
    if (response.ok) {
      await cache.put(address, response.clone());
    }
    return response;
  });
  const kept = await cache.match(address);
  if (!kept) {
    return answer;
  }
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, kept);
  });
  return Promise.race([answer.catch(() => kept), patience]).finally(() => clearTimeout(timer));
}

async function keep(address) {
  const url = new URL(address, self.location.origin);
  const hash = modelHash(url);
  const ofBuild = addresses.has(url.pathname);
  if (url.origin !== self.location.origin || !(ofBuild || url.pathname.startsWith("/models/"))) {
    return;
  }
  const cache = await caches.open(ofBuild ? FILES : hash ? MODELS : CHANGING);
  const key = hash ? url.href : url.pathname;
  if (!(await cache.match(key)) && !(await isInModelStore(url))) {
    const response = await fetch(url);
    if (response.ok && isSmall(response)) {
      await keepGenuine(cache, key, response, (copy) => !hash || hasHash(copy, hash));
    }
  }
}

async function put(cache, address, response) {
  if (!response.ok) {
    throw new Error(`${address}: ${response.status}`);
  }
  await cache.put(address, response);
}

/** The SHA-256 in a model file's address, or undefined: without one the address says nothing about its content. */
function modelHash(url) {
  const version = url.pathname.startsWith("/models/") ? url.searchParams.get("v") : null;
  return /^[0-9a-f]{64}$/.test(version ?? "") ? version : undefined;
}

/** Whether the page's model store has that file, or a part of it, so that a copy here would be a second one. */
async function isInModelStore(address) {
  const hash = modelHash(new URL(address, self.location.origin));
  if (!hash || !navigator.storage?.getDirectory) {
    return false;
  }
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("nearside-models");
    for await (const name of folder.keys()) {
      if (name === hash || name === `${hash}.part`) {
        return true;
      }
    }
    return false;
  } catch (error) {
    if (error.name !== "NotFoundError") {
      console.warn("the model store could not be asked:", error);
    }
    return false;
  }
}

function isSmall(response) {
  return Number(response.headers.get("content-length") ?? Infinity) <= LARGEST_FILE;
}

async function hasHash(response, expected) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === expected;
}
