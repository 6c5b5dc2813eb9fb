import { closeDoors } from "./close-doors.ts";
import { lockBuiltIns } from "./lock-built-ins.ts";

/**
 * The worker's own hold on its surroundings, taken before anything else runs: this module is the worker's first import,
 * so the built-ins are frozen when the check library looks at them, long before there is any learner's code.
 */
const scope = globalThis as unknown as {
  importScripts(address: string): void;
  setTimeout(callback: () => void, milliseconds: number): number;
  addEventListener<E extends Event>(kind: string, listener: (event: E) => void): void;
  removeEventListener<E extends Event>(kind: string, listener: (event: E) => void): void;
  crypto: Crypto;
};

lockBuiltIns(globalThis);

const importScripts = scope.importScripts.bind(scope);
const listen = scope.addEventListener.bind(scope);
const unlisten = scope.removeEventListener.bind(scope);
const setTimeout = scope.setTimeout.bind(scope);
const randomValues = scope.crypto.getRandomValues.bind(scope.crypto);
const { createObjectURL, revokeObjectURL } = URL;
const BlobClass = Blob;

export { importScripts, listen, setTimeout, unlisten };

/** An address for a script's text; the frame's policy lets blobs of its own origin run, and nothing else. */
export function scriptAddress(text: string): string {
  return createObjectURL.call(URL, new BlobClass([text], { type: "text/javascript" }));
}

export function forget(address: string): void {
  revokeObjectURL.call(URL, address);
}

/** A name that nobody can guess, for the moment in which a script finds its loader on the global object. */
export function secretName(): string {
  const bytes = randomValues(new Uint8Array(12));
  return `load_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** From here on the learner's code finds neither network nor storage nor a way to speak to the page. */
export function close(console: object): void {
  Object.defineProperty(globalThis, "console", { value: console, writable: false, configurable: false });
  closeDoors(globalThis);
}
