/** Room for sorting: two pairs of arrays, each of N. */
export interface Workspace {
  places: Int32Array;
  keys: Int32Array;
  sparePlaces: Int32Array;
  spareKeys: Int32Array;
}

export function workspace(rows: number): Workspace {
  return {
    places: new Int32Array(rows),
    keys: new Int32Array(rows),
    sparePlaces: new Int32Array(rows),
    spareKeys: new Int32Array(rows),
  };
}

const FEW = 40;
const starts = new Int32Array(256);

/** Sorts the first n places by their keys, equal keys in the order given. Keys lie from `low` to `high`. Which of the two pairs holds the result may change. */
export function sortRun(work: Workspace, n: number, [low, high]: readonly [number, number]): void {
  if (n <= FEW) insertionSort(work, n);
  else
    for (let range = high - low, shift = 0; shift < 32 && range >> shift > 0; shift += 8)
      sortByByte(work, n, low, shift);
}

function insertionSort({ places, keys }: Workspace, n: number): void {
  for (let p = 1; p < n; p++) {
    const key = keys[p]!;
    const place = places[p]!;
    let at = p - 1;
    for (; at >= 0 && keys[at]! > key; at--) {
      keys[at + 1] = keys[at]!;
      places[at + 1] = places[at]!;
    }
    keys[at + 1] = key;
    places[at + 1] = place;
  }
}

/** One pass of a radix sort: by eight bits of key − low, from the pair in use to the spare one, which then are exchanged. */
function sortByByte(work: Workspace, n: number, low: number, shift: number): void {
  const { places, keys, sparePlaces, spareKeys } = work;
  starts.fill(0);
  for (let p = 0; p < n; p++) starts[((keys[p]! - low) >> shift) & 255]!++;
  for (let byte = 0, total = 0; byte < 256; byte++) {
    const count = starts[byte]!;
    starts[byte] = total;
    total += count;
  }
  for (let p = 0; p < n; p++) {
    const key = keys[p]!;
    const to = starts[((key - low) >> shift) & 255]!++;
    spareKeys[to] = key;
    sparePlaces[to] = places[p]!;
  }
  work.places = sparePlaces;
  work.keys = spareKeys;
  work.sparePlaces = places;
  work.spareKeys = keys;
}
