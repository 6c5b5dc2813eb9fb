/**
 * How many threads may share memory here: the processor's in Node and on pages that are isolated from others
 * (`Cross-Origin-Opener-Policy: same-origin`, `Cross-Origin-Embedder-Policy: require-corp`), one on any other page.
 */
export function availableThreads(): number {
  const alone = globalThis.crossOriginIsolated === false || typeof SharedArrayBuffer === "undefined";
  return alone ? 1 : (globalThis.navigator?.hardwareConcurrency ?? 1);
}
