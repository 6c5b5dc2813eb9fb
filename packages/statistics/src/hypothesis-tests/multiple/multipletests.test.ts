import fc from "fast-check";
import { expect, it } from "vitest";
import { expectAllClose, expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { type Correction, multipletests } from "./multipletests.ts";

const methods: Correction[] = ["bonferroni", "sidak", "holm", "hochberg", "bh", "by"];
const { multiple } = golden<{ multiple: Record<Correction | "p", number[]> }>("tests");

it("by hand: 0.01, 0.04, 0.03", () => {
  const p = [0.01, 0.04, 0.03];
  const adjusted = (method: Correction) => multipletests(p, { method }).pvaluesCorrected;
  expectAllClose(adjusted("bonferroni"), [0.03, 0.12, 0.09], 1e-14);
  expectAllClose(adjusted("holm"), [0.03, 0.06, 0.06], 1e-14);
  expectAllClose(adjusted("hochberg"), [0.03, 0.04, 0.04], 1e-14);
  expectAllClose(adjusted("bh"), [0.03, 0.04, 0.04], 1e-14);
  expectAllClose(adjusted("by"), [0.055, (11 / 6) * 0.04, (11 / 6) * 0.04], 1e-14);
  expect(multipletests(p).reject).toEqual([true, false, false]);
});

it.each(methods)("%s as in statsmodels", (method) => {
  const { pvaluesCorrected } = multipletests(multiple.p, { method });
  pvaluesCorrected.forEach((value, i) => {
    // statsmodels loses digits of 1e-12 in 1 − (1 − p)^m.
    if (method !== "sidak" || multiple.p[i]! > 1e-9) expectClose(value, multiple[method][i]!, 1e-9, `${i}`);
  });
});

it("adjusted p-values keep the order, are never below p, and obey hochberg ≤ holm ≤ bonferroni, bh ≤ hochberg", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (p) => {
        const all = Object.fromEntries(
          methods.map((method) => [method, multipletests(p, { method }).pvaluesCorrected]),
        );
        p.forEach((value, i) => {
          for (const method of methods) {
            expect(all[method]![i]!).toBeGreaterThanOrEqual(value * (1 - 1e-12));
            p.forEach((other, j) => {
              if (other < value) expect(all[method]![j]!).toBeLessThanOrEqual(all[method]![i]! * (1 + 1e-12));
            });
          }
          for (const [small, large] of [
            ["hochberg", "holm"],
            ["holm", "bonferroni"],
            ["bh", "hochberg"],
          ] as const) {
            expect(all[small]![i]!).toBeLessThanOrEqual(all[large]![i]! * (1 + 1e-12));
          }
        });
      },
    ),
  );
});

it("refuses what is no p-value", () => {
  expect(() => multipletests([0.1, 1.2])).toThrow("multipletests: pvalues[1] is 1.2");
  expect(() => multipletests([])).toThrow("multipletests: pvalues has 0 values");
  expect(() => multipletests([0.1], { alpha: 5 })).toThrow("multipletests: alpha 5");
  expect(() => multipletests([0.1], { method: "fdr" as "bh" })).toThrow('multipletests: method "fdr"');
});
