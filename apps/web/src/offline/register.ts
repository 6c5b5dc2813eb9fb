import { href } from "../shell/href.ts";

/** Lets the site work offline. Without service workers, or where they are refused, it works online as before. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  if (workers.controller === null) workers.addEventListener("controllerchange", keepThisPage, { once: true });
  addEventListener("load", () => {
    workers.register(href("/service-worker.js")).catch(() => {});
  });
}

/** The first page was loaded before there was a worker: asking for its files again, from the browser's cache, keeps them. */
function keepThisPage(): void {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  for (const address of [location.href, ...loaded]) {
    const { origin, pathname } = new URL(address);
    if (origin === location.origin && !pathname.includes("/api/")) void fetch(address).catch(() => {});
  }
}
