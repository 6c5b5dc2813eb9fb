import type { TypedArray } from "../dtype.ts";
import type { Storage } from "../tensor.ts";

/** Memory from outside that a program reads, and may change. */
export interface Resident {
  readonly storage: Storage;
  /** Its place in the program's memory; null if it has none there, and only gets what the program made. */
  readonly place: TypedArray | null;
  /** Where its new contents are after a run; the place itself if they are written there; null if it is only read. */
  readonly after: TypedArray | null;
  /** The version that the place holds. */
  version: number;
}

/** Arrays that lie in the memory of some program. */
const homes = new WeakSet<TypedArray>();

/**
 * Before a run: brings the contents to their place, if they lie elsewhere. A program becomes the home of what it changes, of what
 * has no home in another one, and of what nobody else changed since its last run: from then on nothing needs to be copied.
 */
export function fetch(resident: Resident): void {
  const { storage, place, after } = resident;
  if (place === null || storage.data === place) return;
  const unchanged = resident.version === storage.version;
  // Also if the version is the same: `data` may have been written to by hand.
  place.set(storage.data);
  resident.version = storage.version;
  if (after === null && homes.has(storage.data) && !unchanged) return;
  homes.add(place);
  storage.data = place;
}

/** After a run: the new contents, which first are saved where another write could destroy them. */
export function settle(residents: readonly Resident[]): void {
  const moved = residents.map(({ place, after }) => (after && after !== place ? after.slice() : null));
  residents.forEach((resident, i) => {
    if (moved[i]) (resident.place ?? resident.storage.data).set(moved[i]);
    if (resident.after) resident.version = ++resident.storage.version;
  });
}
