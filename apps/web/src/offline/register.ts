import { href } from "../shell/href.ts";
import { announceNewer } from "./newer-version.ts";

/** At most one question an hour, whether there is a newer version, on a page that stays open. */
const rest = 3_600_000;

/** Lets the site work offline. Without service workers, or where they are refused, it works online as before. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  let first = workers.controller === null;
  let asked = false;
  workers.addEventListener("controllerchange", () => {
    if (first) keepThisPage();
    else if (asked) location.reload();
    // Another window asked for the newer version: this one is still the old.
    else announceNewer(() => location.reload());
    first = false;
  });
  const takeOver = (waiting: ServiceWorker) => {
    asked = true;
    waiting.postMessage("take over");
  };
  addEventListener("load", () => {
    workers
      .register(href("/service-worker.js"))
      .then((registration) => follow(registration, takeOver))
      .catch(() => {});
  });
}

/** Announces a newer version that is there already, or as soon as it is. */
function follow(registration: ServiceWorkerRegistration, takeOver: (waiting: ServiceWorker) => void): void {
  const tell = () => {
    const { active, waiting } = registration;
    if (active && waiting)
      announceNewer(() => (registration.waiting ? takeOver(registration.waiting) : location.reload()));
  };
  tell();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tell);
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < rest) return;
    asked = Date.now();
    registration.update().catch(() => {});
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
