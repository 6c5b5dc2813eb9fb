import { describe, expect, it } from "vitest";
import { type ModelForm, packWeights, unpackWeights, weightShapes } from "./language-model-weights.ts";

const form: ModelForm = { letters: "\nab", block: 2, channels: 2, heads: 1, layers: 1 };

function filled(value: (i: number) => number): Map<string, Float32Array> {
  return new Map(
    weightShapes(form).map(([name, shape]) => [
      name,
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => value(i)),
    ]),
  );
}

describe("packed weights", () => {
  it("a row with maximum 127 comes back exactly; a matrix takes a byte a number and four a row", () => {
    const weights = filled((i) => [127, -3][i % 2]!);
    const packed = packWeights(form, weights);
    // Rows: E 3, P 2, QKV 6, W_o 2, W_1 8, W_2 2, W 3, of two numbers each but W_2's eight. Vectors: 6 + 2 + 8 + 2 + 4 × 2 + 2 × 2 + 3.
    expect(packed.length).toBe(4 * (26 + 33) + 2 * 24 + 2 * 8);
    expect(unpackWeights(form, packed).get("embed.weight")).toEqual(
      Float32Array.of(127, -3, 127, -3, 127, -3),
    );
  });

  it("a number is moved by at most half of its row's maximum / 127; vectors are kept", () => {
    const weights = filled((i) => Math.sin(7 * i));
    const back = unpackWeights(form, packWeights(form, weights));
    for (const [name, shape] of weightShapes(form)) {
      const allowed = shape.length === 1 ? 0 : 1 / 254 + 1e-6;
      for (const [i, value] of weights.get(name)!.entries())
        expect(Math.abs(back.get(name)![i]! - value)).toBeLessThanOrEqual(allowed);
    }
  });

  it("a row of zeros stays one", () => {
    const back = unpackWeights(
      form,
      packWeights(
        form,
        filled(() => 0),
      ),
    );
    expect(back.get("head.weight")).toEqual(new Float32Array(6));
  });

  it("a missing weight and a file of another length are refused", () => {
    const weights = filled(() => 1);
    weights.delete("norm.bias");
    expect(() => packWeights(form, weights)).toThrow("packWeights: norm.bias of no numbers, 2 are needed");
    expect(() => unpackWeights(form, new Uint8Array(299))).toThrow(
      "unpackWeights: a file of 299 bytes, 300 are needed for these sizes",
    );
  });
});
