import { gradcheck, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { packPaddedSequence, padPackedSequence } from "./packed-sequence.ts";

// Sequences 1 2, then 3, then 4 5 6; as columns.
const x = tensor([
  [1, 3, 4],
  [2, 0, 5],
  [0, 0, 6],
]);
const lengths = [2, 1, 3];

describe("packPaddedSequence", () => {
  it("puts the first steps of all sequences first, the longest sequence first", () => {
    const packed = packPaddedSequence(x, lengths, { enforceSorted: false });
    expect(packed.data.toArray()).toEqual([4, 1, 3, 5, 2, 6]);
    expect(packed.batchSizes).toEqual([3, 2, 1]);
    expect(packed.sortedIndices).toEqual([2, 0, 1]);
    expect(packed.unsortedIndices).toEqual([1, 2, 0]);
  });

  it("takes rows as sequences with batchFirst", () => {
    const packed = packPaddedSequence(x.transpose(0, 1), lengths, { enforceSorted: false, batchFirst: true });
    expect(packed.data.toArray()).toEqual([4, 1, 3, 5, 2, 6]);
  });

  it("keeps the order of sequences of one length, and of those that come sorted", () => {
    const packed = packPaddedSequence(x, [3, 3, 1]);
    expect(packed.data.toArray()).toEqual([1, 3, 4, 2, 0, 0, 0]);
    expect(packed.sortedIndices).toBe(null);
  });

  it.each([
    [[1, 2, 3], {}, "lengths [1, 2, 3], the longest first are needed"],
    [[3, 2], {}, "x [3, 3] and 2 lengths, [T, B, ...] and B lengths"],
    [[4, 3, 1], {}, "lengths[0] is 4, a whole number from 1 to 3 is needed"],
    [[3, 3, 0], {}, "lengths[2] is 0, a whole number from 1 to 3 is needed"],
    [[3, 2.5, 1], {}, "lengths[1] is 2.5"],
  ])("refuses lengths %j", (wrong, options, message) => {
    expect(() => packPaddedSequence(x, wrong, options)).toThrow(`packPaddedSequence: ${message}`);
  });
});

describe("padPackedSequence", () => {
  it("gives back what was packed, and the lengths", () => {
    const packed = packPaddedSequence(x, lengths, { enforceSorted: false });
    const [padded, found] = padPackedSequence(packed);
    expect(padded.toArray()).toEqual(x.toArray());
    expect(found).toEqual(lengths);
  });

  it("pads with another value, and further than the longest", () => {
    const packed = packPaddedSequence(x, lengths, { enforceSorted: false });
    const [padded] = padPackedSequence(packed, { batchFirst: true, paddingValue: -1, totalLength: 4 });
    expect(padded.toArray()).toEqual([
      [1, 2, -1, -1],
      [3, -1, -1, -1],
      [4, 5, 6, -1],
    ]);
  });

  it("refuses a length below the longest", () => {
    const packed = packPaddedSequence(x, [3, 2, 1]);
    expect(() => padPackedSequence(packed, { totalLength: 2 })).toThrow(
      "padPackedSequence: totalLength 2, a whole number from 3 on",
    );
  });
});

it("gradients go to the steps of the sequences and not to padding", () => {
  const y = randn([3, 2, 2], { rng: new Philox(1), dtype: "float64", requiresGrad: true });
  const there = (given: Tensor) => packPaddedSequence(given, [3, 1]).data;
  expect(gradcheck(there, [y])).toBe(true);
  expect(gradcheck((given: Tensor) => padPackedSequence(packPaddedSequence(given, [3, 1]))[0], [y])).toBe(
    true,
  );
  there(y).sum().backward();
  expect(y.grad!.slice(null, 1, 0).toArray()).toEqual([1, 0, 0]);
});
