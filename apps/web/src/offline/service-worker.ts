import { neededFiles } from "./needed-files.ts";

/**
 * Keeps what was visited, so that the site works offline after the first visit. Files whose names carry their hash come
 * from the cache; everything else comes from the network first, so nobody reads an old page while online. The server's
 * interface and what is not asked for by GET pass untouched. A newer version waits, with a cache of its own, until a page
 * asks it to take over or none is open; what was visited last comes along into it.
 */

/** Set by the build: another build, another cache. */
declare const version: string;
/** Set by the build: "/" or the path below which the site lives. */
declare const base: string;
/** Set by the build: addresses that the first visit brings along. */
declare const first: string[];

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends LifeEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(name: "install" | "activate", react: (event: LifeEvent) => void): void;
  addEventListener(name: "message", react: (event: MessageEvent) => void): void;
  addEventListener(name: "fetch", react: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const cacheName = `blankfile-${version}`;

/** Pages and data that come along into a newer version: those asked for last. */
const along = 60;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(cacheName).then(async (cache) => {
      await cache.addAll(first.map((path) => requestFor(path)));
      await bringAlong(cache);
    }),
  );
});

worker.addEventListener("message", ({ data }) => {
  if (data === "take over") void worker.skipWaiting();
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((all) =>
        Promise.all(
          all
            .filter((one) => one.startsWith("blankfile-") && one !== cacheName)
            .map((one) => caches.delete(one)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const path = pathname.slice(base.length);
  if (path.startsWith("api/") || path.startsWith("open") || path.startsWith("sandbox/")) return;
  event.respondWith(path.startsWith("_astro/") ? keptFirst(request) : networkFirst(request));
});

/** What carries no hash is asked for anew: the browser's own cache may have it from the version before. */
function requestFor(path: string): Request {
  return new Request(path, path.startsWith(`${base}_astro/`) ? {} : { cache: "no-cache" });
}

/** Visited pages of the version before, as they are now, with what they need. One that is gone or fails stays behind. */
async function bringAlong(cache: Cache): Promise<void> {
  for (const name of await caches.keys()) {
    if (!name.startsWith("blankfile-") || name === cacheName) continue;
    const old = await caches.open(name);
    const paths = (await old.keys()).map(({ url }) => new URL(url).pathname);
    const hashed = (path: string) => path.startsWith(`${base}_astro/`);
    const faces = paths.filter((path) => hashed(path) && path.endsWith(".woff2"));
    const visited = paths.filter((path) => path.startsWith(base) && !hashed(path)).slice(-along);
    await Promise.allSettled([...faces, ...visited].map((path) => bring(path, cache, old)));
  }
}

async function bring(path: string, cache: Cache, old: Cache): Promise<void> {
  if (await cache.match(path)) return;
  const response =
    (path.startsWith(`${base}_astro/`) ? await old.match(path) : undefined) ??
    (await fetch(requestFor(path)));
  if (response.status !== 200) return;
  await cache.put(path, response.clone());
  if (!/html|javascript/.test(response.headers.get("content-type") ?? "")) return;
  const files = neededFiles(path, await response.text());
  await Promise.allSettled(files.map((file) => bring(`${base}_astro/${file}`, cache, old)));
}

async function keptFirst(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetchAndKeep(request);
}

async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    const found = await kept(request);
    if (found !== undefined) return found;
    if (request.mode === "navigate") return notVisited();
    throw error;
  }
}

/** The address's query is the page's own business: the file is the same. */
async function kept(request: Request): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(request, { ignoreSearch: true });
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.status === 200 && response.type === "basic") {
    const { origin, pathname } = new URL(request.url);
    const copy = response.clone();
    // A full disk costs the copy, not the page.
    void caches
      .open(cacheName)
      .then((cache) => cache.put(origin + pathname, copy))
      .catch(() => {});
  }
  return response;
}

function notVisited(): Response {
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline · Blankfile</title>
<style>:root{color-scheme:light dark}body{max-width:36em;margin:12vh auto;padding:0 20px;font:17px/1.6 system-ui,sans-serif}a{color:inherit}</style>
<main><h1>You are offline</h1><p>This page was not visited while you were online, so it is not kept here. <a href="${base}">The map</a> and the pages that you have read are.</p></main></html>`;
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}
