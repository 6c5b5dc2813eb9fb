import type { Parameters } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { defaults, fromQuery, toQuery } from "./lab-address.ts";

const parameters = {
  eta: { kind: "range", label: "Step size", min: 0, max: 1, step: 0.05, default: 0.1 },
  rule: {
    kind: "choice",
    label: "Rule",
    options: [
      { value: "a", label: "A" },
      { value: "b", label: "B" },
    ],
    default: "a",
  },
  noisy: { kind: "switch", label: "Noise", default: false },
  text: { kind: "text", label: "Expression", default: "x", hint: "any", maxLength: 5 },
} satisfies Parameters;

describe("the address of a lab", () => {
  it("is empty for the defaults, and comes back as it was", () => {
    const state = { values: defaults(parameters), seed: 1, step: 0 };
    expect(toQuery(parameters, state)).toBe("");
    const changed = { values: { eta: 0.25, rule: "b", noisy: true, text: "a+b" }, seed: 7, step: 12 };
    expect(toQuery(parameters, changed)).toBe("eta=0.25&rule=b&noisy=true&text=a%2Bb&seed=7&step=12");
    expect(fromQuery(parameters, toQuery(parameters, changed))).toEqual({ ...changed, problems: [] });
  });

  it("says what it cannot read and takes the default", () => {
    const read = fromQuery(parameters, "eta=2&rule=c&noisy=perhaps&text=too+long&seed=-1&step=1e9");
    expect(read.values).toEqual(defaults(parameters));
    expect([read.seed, read.step]).toEqual([1, 0]);
    expect(read.problems).toHaveLength(6);
    expect(read.problems[0]).toBe(
      "eta: the address says “2”, needed is a number from 0 to 1 in steps of 0.05",
    );
    expect(fromQuery(parameters, "eta=").problems).toHaveLength(1);
    expect(fromQuery(parameters, "eta=0.12").values.eta).toBe(0.1);
  });
});
