import { href } from "../shell/href.ts";

const workers = new Map<string, Promise<string>>();

/** The script of the worker that checks, fetched once; rejects with a sentence for the reader, and a later call tries again. */
export function workerText(version: string): Promise<string> {
  let text = workers.get(version);
  if (text === undefined) {
    text = fetchText(href(`/sandbox/worker.js?v=${version}`));
    workers.set(version, text);
    text.catch(() => workers.delete(version));
  }
  return text;
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok)
    throw new Error("The sandbox did not load, so nothing was checked. Check the connection and try again.");
  return response.text();
}
