import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { sortRun, workspace } from "./sort-run.ts";

describe("sortRun", () => {
  it.each([1, 2, 40, 41, 300, 5000])("sorts %i places by their keys, equal keys in the order given", (n) => {
    for (const range of [1, 3, 256, 70_000, 20_000_000]) {
      const rng = new Philox(n);
      const work = workspace(n);
      const keys = Array.from({ length: n }, () => 5 + rng.integer(range));
      work.keys.set(keys);
      for (let p = 0; p < n; p++) work.places[p] = p;
      sortRun(work, n, [Math.min(...keys), Math.max(...keys)]);
      const wanted = Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b);
      expect(Array.from(work.places.subarray(0, n))).toEqual(wanted);
      expect(Array.from(work.keys.subarray(0, n))).toEqual(wanted.map((p) => keys[p]));
    }
  });
});
