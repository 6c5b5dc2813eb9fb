/**
 * Keeps what was visited, so that the site works offline after the first visit. Files whose names carry their hash come
 * from the cache; everything else comes from the network first, so nobody reads an old page while online. The server's
 * interface and what is not asked for by GET pass untouched.
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
  addEventListener(name: "fetch", react: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const cacheName = `blankfile-${version}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(first))
      .then(() => worker.skipWaiting()),
  );
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
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline</title>
<body><h1>You are offline</h1><p>This page was not visited while you were online. <a href="${base}">The map</a> was.</p>`;
  return new Response(text, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

export {};
