import { describe, expect, it } from "vitest";
import { paceOf, paceProblem } from "./pace.ts";

describe("pace", () => {
  it("reads a comma as a point", () => {
    expect([" 10 ", "12,5", "0.5"].map(paceOf)).toEqual([10, 12.5, 0.5]);
    expect(["10", "0.5", "100"].map((typed) => paceProblem(paceOf(typed)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(["", " ", "none", "0", "-3", "1e9", "Infinity", "100.1"])("%j is no pace", (typed) => {
    expect(paceProblem(paceOf(typed))).toBe("a number above 0 and up to 100 is needed");
  });

  it("a pace at which a part takes centuries is refused", () => {
    expect(paceProblem(0.0001)).toBe("at least half an hour, 0.5, is needed");
  });
});
