import type { Brushes } from "./pictures/brushes.ts";

/** What the address of a sweep's page says: which one, how its table is sorted, and which parts of axes are chosen. */
export interface SweepAddress {
  id?: string;
  sort?: string;
  brushes: Brushes;
}

export function readSweepAddress(search: string): SweepAddress {
  const query = new URLSearchParams(search);
  const [id, sort] = [query.get("id"), query.get("sort")];
  const parts = query.getAll("part").flatMap((text): [string, readonly [number, number]][] => {
    const found = /^(.+):([\d.]+)-([\d.]+)$/.exec(text);
    const [low, high] = [Number(found?.[2]), Number(found?.[3])];
    return found && low >= 0 && low < high && high <= 1 ? [[found[1]!, [low, high]]] : [];
  });
  return { ...(id && { id }), ...(sort && { sort }), brushes: new Map(parts) };
}

/** With "?". Parts to a thousandth of an axis. */
export function writeSweepAddress({ id, sort, brushes }: SweepAddress): string {
  const short = (at: number) => String(Number(at.toFixed(3)));
  const pairs: [string, string][] = [
    ...(id === undefined ? [] : [["id", id] as [string, string]]),
    ...(sort === undefined ? [] : [["sort", sort] as [string, string]]),
    ...[...brushes].map(([axis, [low, high]]): [string, string] => [
      "part",
      `${axis}:${short(low)}-${short(high)}`,
    ]),
  ];
  return `?${new URLSearchParams(pairs)}`;
}
