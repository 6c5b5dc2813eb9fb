import { stack, Tensor, tensor } from "@blankfile/tensor";

/** What a batch of samples of type T is put together to. */
export type Collated<T> = T extends Tensor | number | boolean
  ? Tensor
  : T extends string
    ? string[]
    : T extends object
      ? { [K in keyof T]: Collated<T[K]> }
      : never;

/**
 * Samples as one batch, as PyTorch's default_collate:
 *
 *   tensors [...]     stacked, [B, ...]
 *   numbers           float32 [B]; whole numbers too, since one batch of them may be followed by one of others
 *   booleans          bool [B]
 *   texts             an array
 *   arrays, objects   each place by itself
 *
 * A class is a tensor of int32 and shape [].
 */
export function collate<T>(samples: readonly T[]): Collated<T> {
  return together(samples, "") as Collated<T>;
}

function together(samples: readonly unknown[], place: string): unknown {
  const first = samples[0];
  if (first === undefined) throw new RangeError("collate: no samples, at least one is needed");
  const odd = samples.findIndex((sample) => kindOf(sample) !== kindOf(first));
  if (odd >= 0) {
    throw new TypeError(
      `collate: ${kindOf(samples[odd])} in sample ${odd}${place}, ${kindOf(first)} is needed as in sample 0`,
    );
  }
  if (first instanceof Tensor) return stack(samples as Tensor[]);
  if (typeof first === "number" || typeof first === "boolean") return tensor(samples as number[]);
  if (typeof first === "string") return [...samples];
  if (Array.isArray(first)) {
    return first.map((_, i) =>
      together(
        samples.map((sample) => (sample as unknown[])[i]),
        `${place} at ${i}`,
      ),
    );
  }
  if (kindOf(first) === "object") {
    const keys = Object.keys(first as object);
    const values = keys.map((key) =>
      together(
        samples.map((sample) => (sample as Record<string, unknown>)[key]),
        `${place} at ${JSON.stringify(key)}`,
      ),
    );
    return Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  }
  throw new TypeError(
    `collate: ${kindOf(first)}${place}, tensors, numbers, booleans, texts, and arrays or objects of them are needed; { collate } of the loader can do otherwise`,
  );
}

function kindOf(value: unknown): string {
  if (value instanceof Tensor) return "a tensor";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null) {
    const plain = Object.getPrototypeOf(value) === Object.prototype;
    return plain ? "object" : `a ${value.constructor?.name ?? "value"}`;
  }
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}
