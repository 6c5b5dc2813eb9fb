import { globSync } from "node:fs";
import path from "node:path";
import type { Parameter, Parameters } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { defaults, fromQuery, reservedKeys, toQuery } from "./lab-address.ts";
import type { AnyLab } from "./lab-session.ts";

/** A value that is not the default. */
function another(parameter: Parameter): string | number | boolean {
  switch (parameter.kind) {
    case "range":
      return parameter.default === parameter.max ? parameter.min : parameter.max;
    case "choice":
      return parameter.options.find(({ value }) => value !== parameter.default)!.value;
    case "switch":
      return !parameter.default;
    case "text":
      return parameter.default.slice(1);
  }
}

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

const content = path.join(import.meta.dirname, "../../../../content/labs");
const labs = globSync("*/lab.ts", { cwd: content }).map((file) => path.dirname(file));

describe("the address of a lab", () => {
  it.each(labs)("keeps every parameter of %s apart from the seed and the step", async (slug) => {
    const { lab } = (await import(path.join(content, slug, "lab.ts"))) as { lab: AnyLab };
    expect(Object.keys(lab.parameters).filter((key) => reservedKeys.includes(key))).toEqual([]);
    const changed = Object.entries(lab.parameters).map(([key, parameter]) => [key, another(parameter)]);
    const state = { values: Object.fromEntries(changed), seed: 7, step: 3 };
    expect(fromQuery(lab.parameters, toQuery(lab.parameters, state))).toEqual({ ...state, problems: [] });
  });

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
