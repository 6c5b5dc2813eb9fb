/** Every exported operation, by the battery's samples: compiled equals eager, forward and gradient. */
import { describe, expect, it } from "vitest";
import type { Tensor } from "../index.ts";
import * as l from "../index.ts";
import { gradients, leafOf, operations, outputsOf, samples } from "../samples/samples.fixture.ts";
import { difference } from "./close.fixture.ts";

/** What decides in TypeScript by the numbers of its input; inside `compile` that is refused in words. */
const refused = new Set(["unique"]);

describe.each(operations)("compiled %s", (name) => {
  const cases = (samples[name] ?? []).map((sample, i) => {
    const shapes = sample.inputs.map(({ shape }) => `[${shape}]`).join(" ");
    return [`${i}: ${shapes}`, sample] as const;
  });

  it.each(cases)("equals eager, with its gradients, in both float types, %s", (_, sample) => {
    for (const dtype of ["float64", "float32"] as const) {
      const inputs = sample.inputs.map((input) => leafOf(input, dtype));
      const body = (...given: Tensor[]): Tensor[] => {
        const outputs = outputsOf(sample, given);
        if (!outputs.some((output) => output.requiresGrad)) return [...outputs];
        return [...outputs, ...gradients(outputs, given)];
      };
      const compiled = l.compile(body);
      if (refused.has(name)) {
        expect(() => compiled(...inputs)).toThrow(/^compile: /);
        continue;
      }
      const wanted = body(...inputs);
      const found = compiled(...inputs);
      expect(found.length).toBe(wanted.length);
      found.forEach((x, i) => {
        expect(difference(x, wanted[i]!)).toBeNull();
      });
      compiled(...inputs).forEach((x, i) => {
        expect(x.data).toEqual(found[i]!.data);
      });
    }
  });
});
