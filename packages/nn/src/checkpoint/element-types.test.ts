import { describe, expect, it } from "vitest";
import { BatchNorm1d, loadSafetensors } from "../index.ts";

/** A file with one tensor "x" of these bytes. */
function made(dtype: string, shape: number[], values: ArrayBufferView): Uint8Array {
  const header = { x: { dtype, shape, data_offsets: [0, values.byteLength] } };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + values.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 8 + text.length);
  return bytes;
}

const read = (dtype: string, shape: number[], values: ArrayBufferView) =>
  loadSafetensors(made(dtype, shape, values)).tensors.x!;

describe("numbers of other types in a file", () => {
  it("F16 by hand: 1, −2, 1/3 rounded, the largest, the smallest, infinity, NaN", () => {
    const x = read(
      "F16",
      [8],
      Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x7bff, 0x0001, 0xfc00, 0x7e00, 0x8000),
    );
    expect(x.dtype).toBe("float32");
    expect(x.toArray()).toEqual([1, -2, 0.333251953125, 65504, 2 ** -24, -Infinity, Number.NaN, -0]);
  });

  it("BF16 by hand: 1, −2, 1/3 rounded, the smallest, infinity, NaN", () => {
    const x = read("BF16", [6], Uint16Array.of(0x3f80, 0xc000, 0x3eab, 0x0001, 0x7f80, 0x7fc0));
    expect(x.dtype).toBe("float32");
    expect(x.toArray()).toEqual([1, -2, 0.333984375, 2 ** -133, Infinity, Number.NaN]);
  });

  it("I64 becomes int32 up to its bounds, and is refused by place beyond them", () => {
    const x = read("I64", [3], BigInt64Array.of(7n, -(2n ** 31n), 2n ** 31n - 1n));
    expect([x.dtype, x.toArray()]).toEqual(["int32", [7, -(2 ** 31), 2 ** 31 - 1]]);
    for (const far of [2n ** 31n, -(2n ** 31n) - 1n, 2n ** 32n, -(2n ** 63n)])
      expect(() => read("I64", [2], BigInt64Array.of(0n, far))).toThrow(
        new RangeError(
          `loadSafetensors: "x" is I64 and holds ${far} at element 1, numbers from −2³¹ to 2³¹ − 1 are needed for int32`,
        ),
      );
  });

  it("their sizes are held against the shape: none may read on into another tensor", () => {
    for (const [dtype, bytes] of [
      ["F16", 4],
      ["BF16", 4],
      ["I64", 16],
    ] as const)
      for (const size of [bytes - 1, bytes + 1])
        expect(() => read(dtype, [2], new Uint8Array(size))).toThrow(/its shape \[2\] needs/);
    expect(() => read("F8_E4M3", [2], new Uint8Array(2))).toThrow(/has dtype "F8_E4M3", one of F64/);
    expect(() => read("constructor", [0], new Uint8Array(0))).toThrow(/has dtype "constructor"/);
  });

  it("all 65,536 codes: BF16 is the upper half of float32, F16 rises by the last bit of its fraction", () => {
    const codes = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const upper = new Uint32Array(read("BF16", [65_536], codes).data.buffer);
    codes.forEach((code, i) => {
      if (upper[i]! >>> 16 !== code || (upper[i]! & 0xffff) !== 0) expect.fail(`BF16 ${code}`);
    });
    // Neighbouring positive codes of F16 rise, and a fraction's last bit is worth 2⁻¹⁰ of its power of two.
    const halves = read("F16", [65_536], codes).data;
    for (let i = 1; i < 0x7c00; i++) {
      const step = 2 ** (Math.max((i - 1) >>> 10, 1) - 25);
      if (halves[i]! - halves[i - 1]! !== step || halves[i + 0x8000] !== -halves[i]!) expect.fail(`F16 ${i}`);
    }
  });

  it("a batch norm takes PyTorch's count of batches, an I64", () => {
    const norm = new BatchNorm1d(2);
    const { num_batches_tracked: _, ...state } = norm.stateDict();
    const count = read("I64", [], BigInt64Array.of(12n));
    norm.loadStateDict({ ...state, num_batches_tracked: count });
    expect(norm.numBatchesTracked!.item()).toBe(12);
  });

  it("an empty tensor of any type is read", () => {
    for (const dtype of ["F16", "BF16", "I64"])
      expect(read(dtype, [0, 3], new Uint8Array(0)).shape).toEqual([0, 3]);
  });
});
