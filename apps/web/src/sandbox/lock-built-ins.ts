/**
 * Freezes what the language brings along, before the learner's code loads: `Math.abs = () => 0`,
 * `Object.prototype.then = …` or a patched `Array.prototype.map` would otherwise decide what the checks see.
 *
 * A frozen prototype makes plain assignments to an inherited name fail (`error.name = "E"`, `this.toString = …`). The
 * names for which people do that become accessors that define the name on the object itself.
 */
const names = [
  "Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Promise Map Set WeakMap WeakSet",
  "WeakRef FinalizationRegistry Date RegExp Iterator Intl Atomics WebAssembly",
  "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError",
  "ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array",
  "Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array",
  "parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape",
  "structuredClone setTimeout setInterval clearTimeout clearInterval queueMicrotask performance",
  "TextEncoder TextDecoder",
]
  .join(" ")
  .split(" ");

/** Not for the learner, but through them goes what the worker reports. */
const platform = [
  "EventTarget",
  "Event",
  "MessageEvent",
  "ErrorEvent",
  "PromiseRejectionEvent",
  "MessagePort",
];

const assigned = ["name", "message", "constructor", "toString", "toLocaleString", "valueOf"];

export function lockBuiltIns(scope: object): void {
  const seen = new Set<object>();
  const assignable = new Set<object>([Object.prototype]);
  for (const name of names) {
    if (name.endsWith("Error")) assignable.add((Reflect.get(scope, name) as ErrorConstructor).prototype);
  }
  const roots: unknown[] = [
    ...[...names, ...platform].map((name) => Reflect.get(scope, name)),
    [][Symbol.iterator](),
    ""[Symbol.iterator](),
    "".matchAll(/./g),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    function* () {},
    (function* () {})(),
    async () => {},
    async function* () {},
    (async function* () {})(),
  ];
  for (const root of roots) freeze(root, seen, assignable);
  for (const name of names) pin(scope, name);
}

function freeze(value: unknown, seen: Set<object>, assignable: ReadonlySet<object>): void {
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if ((typeof next !== "object" && typeof next !== "function") || next === null || seen.has(next)) continue;
    seen.add(next);
    todo.push(Object.getPrototypeOf(next));
    for (const key of Reflect.ownKeys(next)) {
      const property = Object.getOwnPropertyDescriptor(next, key)!;
      todo.push(property.value, property.get, property.set);
      const inherited = assignable.has(next) && assigned.includes(String(key));
      if (inherited && "value" in property && property.configurable) {
        todo.push(becomeAccessor(next, key, property.value));
      }
    }
    Object.freeze(next);
  }
}

/** Reads as before; an assignment to an object below defines the name there. */
function becomeAccessor(holder: object, key: string | symbol, value: unknown): unknown {
  const accessor = {
    get: () => value,
    set(this: object, given: unknown) {
      if (this === holder)
        throw new TypeError(`${String(key)}: built-in objects are frozen while an exercise is checked`);
      Object.defineProperty(this, key, {
        value: given,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
  };
  Object.defineProperty(holder, key, { ...accessor, enumerable: false, configurable: true });
  return [accessor.get, accessor.set];
}

/** Freezes classes and functions that a package exports, so that a learner cannot turn our library against the checks. */
export function lockExports(exports: object): void {
  for (const value of Object.values(exports)) {
    if (typeof value !== "function") continue;
    Object.freeze(value);
    if (typeof value.prototype === "object" && value.prototype !== null) Object.freeze(value.prototype);
  }
  Object.freeze(exports);
}

/** The global name keeps its value: `globalThis.Math = …` fails. */
function pin(scope: object, name: string): void {
  const value: unknown = Reflect.get(scope, name);
  if (value === undefined) return;
  const own = Object.getOwnPropertyDescriptor(scope, name);
  if (own && !own.configurable) return;
  Object.defineProperty(scope, name, { value, writable: false, enumerable: false, configurable: false });
}
