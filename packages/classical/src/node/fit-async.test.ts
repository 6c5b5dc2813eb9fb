import { parseCsv } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { Centred, Nearest } from "../check-estimator/honest.fixture.ts";
import { sampleFor } from "../check-estimator/samples.ts";
import { fitAsync } from "./fit-async.ts";

/** The worker knows the package's own classes; those of the fixture come as a module. */
const modules = [new URL("../check-estimator/honest.fixture.ts", import.meta.url)];
const slow = [...modules, new URL("./slow.fixture.ts", import.meta.url)];

describe("fitAsync", () => {
  it("learns in a thread what fit learns here", async () => {
    const { X, y } = sampleFor(new Nearest());
    const sampleWeight = Array.from({ length: X.rows }, (_, i) => 1 + (i % 2));
    const estimator = new Nearest();
    const found = await fitAsync(estimator, X, y, { modules, sampleWeight });
    expect(found).toBe(estimator);
    expect(JSON.stringify(found)).toBe(JSON.stringify(new Nearest().fit(X, y as number[], { sampleWeight })));
  });

  it("takes tables", async () => {
    const table = parseCsv("a,b\n1,2\n3,4\n");
    const centred = await fitAsync(new Centred(), table, undefined, { modules });
    expect(centred.transform(table).toArray()).toEqual([
      [-1, -1],
      [1, 1],
    ]);
  });

  it("fails as fit fails, by kind and words", async () => {
    const failed = fitAsync(new Nearest(), [[1], [2]], [0, 0], { modules });
    await expect(failed).rejects.toThrow(
      new RangeError("Nearest.fit: y has the one class 0, at least 2 are needed"),
    );
  });

  it("says which class the worker does not know", async () => {
    await expect(fitAsync(new Nearest(), [[1], [2]], [0, 1])).rejects.toThrow(
      /no estimator "Nearest" is known/,
    );
  });

  it("tells its progress, and ends at once when it is aborted, leaving the estimator as it was", async () => {
    const { Endless } = await import("./slow.fixture.ts");
    const stop = new AbortController();
    const estimator = new Endless();
    const seen: number[] = [];
    const fit = fitAsync(estimator, [[1]], undefined, {
      modules: slow,
      signal: stop.signal,
      onProgress: (done) => {
        seen.push(done);
        stop.abort(new Error("enough"));
      },
    });
    await expect(fit).rejects.toThrow("enough");
    expect(seen).toEqual([1]);
    expect(estimator.isFitted).toBe(false);
    await expect(fitAsync(estimator, [[1]], undefined, { signal: stop.signal })).rejects.toThrow("enough");
  });
});
