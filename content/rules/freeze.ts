/** Makes a value and everything below it read-only; a later write throws. Says so of typed arrays, maps and sets by comparing. */
export interface Frozen {
  /** Whether what cannot be frozen is as it was. */
  isUnchanged(): boolean;
}

export function deepFreeze(value: unknown): Frozen {
  const copies: [live: Iterable<unknown>, copy: unknown[]][] = [];
  freeze(value, copies, new Set());
  return {
    isUnchanged: () =>
      copies.every(([live, copy]) => {
        const now = [...live];
        return now.length === copy.length && now.every((item, i) => same(item, copy[i]));
      }),
  };
}

function freeze(value: unknown, copies: [Iterable<unknown>, unknown[]][], seen: Set<object>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    if (!(value instanceof DataView))
      copies.push([value as unknown as Iterable<unknown>, [...(value as never)]]);
    return;
  }
  if (value instanceof Map || value instanceof Set) copies.push([value, [...value]]);
  for (const inner of value instanceof Map || value instanceof Set ? value : Object.values(value))
    freeze(inner, copies, seen);
  Object.freeze(value);
}

/** Entries of a map come as new pairs each time. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
  return Object.is(a, b);
}
