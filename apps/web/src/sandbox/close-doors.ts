/**
 * Takes away what an exercise has no business with: network, storage, other workers, messages. The content security
 * policy of the frame is what stops a request; this makes the reason readable, and leaves fewer ways to try.
 */
const kept = new Set(
  [
    "self globalThis undefined NaN Infinity eval console performance crypto",
    "Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Promise Map Set WeakMap WeakSet",
    "WeakRef FinalizationRegistry Date RegExp Iterator Intl Atomics WebAssembly",
    "Error AggregateError SuppressedError EvalError RangeError ReferenceError SyntaxError TypeError URIError DOMException",
    "ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array",
    "Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array",
    "DisposableStack AsyncDisposableStack Temporal",
    "parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape",
    "structuredClone setTimeout setInterval clearTimeout clearInterval queueMicrotask atob btoa",
    "TextEncoder TextDecoder URL URLSearchParams AbortController AbortSignal EventTarget Event",
    "constructor",
  ]
    .join(" ")
    .split(" "),
);

/** What people reach for, and what to tell them. */
const reasons: [RegExp, string][] = [
  [
    /^(fetch|XMLHttpRequest|WebSocket|EventSource|WebTransport|importScripts|Request)$/,
    "an exercise has no network",
  ],
  [/^(indexedDB|IDB.*|caches|Cache.*|webkit.*FileSystem.*|localStorage)$/, "an exercise has no storage"],
  [
    /^(Worker|SharedWorker|BroadcastChannel|MessageChannel|MessagePort|postMessage|close)$/,
    "an exercise runs alone",
  ],
];

export function closeDoors(scope: object): void {
  for (const holder of chain(scope)) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (kept.has(name)) continue;
      const property = Object.getOwnPropertyDescriptor(holder, name)!;
      if (property.configurable) Reflect.deleteProperty(holder, name);
    }
  }
  for (const name of [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "importScripts",
    "indexedDB",
    "caches",
    "localStorage",
    "Worker",
    "SharedWorker",
    "BroadcastChannel",
    "MessageChannel",
    "postMessage",
    "close",
  ])
    closeDoor(scope, name);
}

function closeDoor(scope: object, name: string): void {
  const why = reasons.find(([pattern]) => pattern.test(name))?.[1] ?? "it is not there in an exercise";
  const door = function closed(): never {
    throw new TypeError(`${name}: ${why}; work with the values that the checks pass in`);
  };
  // A property such as indexedDB is an object, not a function: reading `indexedDB.open` must give something that tells.
  const value = new Proxy(door, {
    get: (target, key) => (typeof key === "symbol" || key === "prototype" ? Reflect.get(target, key) : door),
  });
  Object.defineProperty(scope, name, { value, writable: false, enumerable: false, configurable: false });
}

function chain(scope: object): object[] {
  const holders: object[] = [];
  for (
    let holder: object | null = scope;
    holder && holder !== EventTarget.prototype && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder)
  )
    holders.push(holder);
  return holders;
}
