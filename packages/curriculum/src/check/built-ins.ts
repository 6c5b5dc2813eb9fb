import { append, getOwnPropertyDescriptor, getPrototypeOf, is, ownKeys } from "./intrinsics.ts";

/** One property of a built-in object as it was when this module loaded. */
interface Remembered {
  key: PropertyKey;
  value: unknown;
  get: unknown;
  set: unknown;
}

interface Watched {
  name: string;
  object: object;
  properties: Remembered[];
}

const watched: Watched[] = [];
const bindings: { name: string; value: unknown }[] = [];

watch("Object", Object);
watch("Object.prototype", Object.prototype);
watch("Function.prototype", Function.prototype);
watch("Array", Array);
watch("Array.prototype", Array.prototype);
watch("the iterator of arrays", getPrototypeOf([][Symbol.iterator]()));
watch("the prototype of typed arrays", getPrototypeOf(Float64Array.prototype));
watch("Float64Array.prototype", Float64Array.prototype);
watch("Float32Array.prototype", Float32Array.prototype);
watch("Number", Number);
watch("Number.prototype", Number.prototype);
watch("Math", Math);
watch("JSON", JSON);
watch("Reflect", Reflect);
watch("String.prototype", String.prototype);
watch("RegExp.prototype", RegExp.prototype);
watch("Promise", Promise);
watch("Promise.prototype", Promise.prototype);
watch("Map.prototype", Map.prototype);
watch("Set.prototype", Set.prototype);
bind("Object", Object);
bind("Array", Array);
bind("Number", Number);
bind("Math", Math);
bind("JSON", JSON);
bind("Reflect", Reflect);
bind("Promise", Promise);
bind("Map", Map);
bind("Set", Set);
bind("Float64Array", Float64Array);
bind("Float32Array", Float32Array);

/**
 * The first property of the language's own objects that differs from what it was when this module loaded, or
 * undefined. A check that ran on a changed `Array.prototype` or `Math` says nothing, so `runChecks` fails it by name.
 */
export function changedBuiltIn(): string | undefined {
  for (let i = 0; i < bindings.length; i++) {
    const { name, value } = bindings[i]!;
    if (!is((globalThis as Record<string, unknown>)[name], value)) return name;
  }
  for (let i = 0; i < watched.length; i++) {
    const changed = changedProperty(watched[i]!);
    if (changed !== undefined) return changed;
  }
  return undefined;
}

function changedProperty({ name, object, properties }: Watched): string | undefined {
  for (let i = 0; i < properties.length; i++) {
    const { key, value, get, set } = properties[i]!;
    const now = getOwnPropertyDescriptor(object, key);
    if (now === undefined || !is(now.value, value) || !is(now.get, get) || !is(now.set, set))
      return label(name, key);
  }
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    let known = false;
    for (let j = 0; j < properties.length && !known; j++) known = properties[j]!.key === key;
    if (!known) return label(name, key);
  }
  return undefined;
}

function watch(name: string, object: object): void {
  const properties: Remembered[] = [];
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const { value, get, set } = getOwnPropertyDescriptor(object, key)!;
    append(properties, { key, value, get, set });
  }
  append(watched, { name, object, properties });
}

function bind(name: string, value: unknown): void {
  append(bindings, { name, value });
}

function label(name: string, key: PropertyKey): string {
  return typeof key === "symbol" ? `${name}[a symbol]` : `${name}.${key}`;
}
