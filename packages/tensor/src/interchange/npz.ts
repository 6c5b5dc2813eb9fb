/** NumPy's format for several arrays with names: a ZIP archive with a `.npy` for each. */
import { loadNpy, saveNpy } from "../npy.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { readArchive, writeArchive } from "./archive.ts";

const suffix = ".npy";

/**
 * Writes tensors by name as the bytes of a `.npz` file, uncompressed: the bytes that `numpy.savez` writes for the same arrays, and
 * the same each time. Throws a RangeError beyond 4 GiB, the format's limit without 64-bit offsets.
 */
export function saveNpz(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  if (typeof tensors !== "object" || tensors === null || Array.isArray(tensors)) {
    throw new TypeError(
      "saveNpz: something else than an object, tensors by name are needed; { weight, bias }",
    );
  }
  const entries = Object.entries(tensors);
  for (const [name, x] of entries) {
    requireTensor("saveNpz", x);
    if (!isSafe(name))
      throw new RangeError(`saveNpz: a tensor named ${JSON.stringify(name)}, another name is needed`);
  }
  return within("saveNpz", () => writeArchive(entries.map(([name, x]) => [name + suffix, saveNpy(x)])));
}

/**
 * Reads a `.npz` file, stored or deflated, as `numpy.savez` and `numpy.savez_compressed` write them. Nothing in it is trusted: places and sizes are
 * checked against the bytes present before memory is taken for them, contents against their checksums. Throws a RangeError that
 * says what was found; dtypes as `loadNpy`.
 */
export function loadNpz(file: Uint8Array): Record<string, Tensor> {
  if (!(file instanceof Uint8Array)) {
    throw new TypeError("loadNpz: something else than bytes, a Uint8Array with the whole file is needed");
  }
  const tensors: Record<string, Tensor> = {};
  for (const [path, bytes] of within("loadNpz", () => readArchive(file))) {
    const name = path.slice(0, -suffix.length);
    if (!path.endsWith(suffix) || !isSafe(name))
      fail(`a file named ${JSON.stringify(path)}, one ending in .npy is needed`);
    if (Object.hasOwn(tensors, name))
      fail(`two files named ${JSON.stringify(path)}, each name once is needed`);
    tensors[name] = within("loadNpz", () => readTensor(path, bytes));
  }
  return tensors;
}

function readTensor(path: string, bytes: Uint8Array): Tensor {
  try {
    return loadNpy(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${path}: ${error.message.replace(/^loadNpy: /, "")}`);
  }
}

/** Assigning to __proto__ would change the object instead of giving it a property. */
function isSafe(name: string): boolean {
  return name !== "__proto__" && name.isWellFormed();
}

function within<T>(where: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${where}: ${error.message}`) : error;
  }
}

function fail(what: string): never {
  throw new RangeError(`loadNpz: ${what}`);
}
