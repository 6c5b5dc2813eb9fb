import { describe, expect, it } from "vitest";
import { ustar } from "../archive/ustar.fixture.ts";
import { parseCifar10, parseCifar10Archive } from "./cifar10.ts";

/** One record: its label, and red, green, blue of one value each. */
const record = (label: number, r: number, g: number, b: number) => [
  label,
  ...Array(1024).fill(r),
  ...Array(1024).fill(g),
  ...Array(1024).fill(b),
];

describe("parseCifar10", () => {
  it("reads the records of two files one after the other, channel by channel", () => {
    const first = Uint8Array.from([...record(3, 10, 20, 30), ...record(0, 1, 2, 3)]);
    const second = Uint8Array.from(record(9, 7, 8, 9));
    const set = parseCifar10(first, second);
    expect([set.shape, [...set.labels], set.classes[3]]).toEqual([[3, 3, 32, 32], [3, 0, 9], "cat"]);
    expect([set.pixels[0], set.pixels[1024], set.pixels[2 * 3072 + 2048]]).toEqual([10, 20, 9]);
  });

  it("refuses a file cut off, a label above 9, and gzip", () => {
    const whole = Uint8Array.from(record(3, 1, 1, 1));
    expect(() => parseCifar10(whole.subarray(1))).toThrow(/3072 bytes in file 0, a multiple of 3073/);
    expect(() => parseCifar10(whole, Uint8Array.from(record(10, 1, 1, 1)))).toThrow(
      /label 10 in record 0 of file 1/,
    );
    expect(() => parseCifar10(Uint8Array.of(0x1f, 0x8b))).toThrow(/file 0 is gzip/);
  });
});

describe("parseCifar10Archive", () => {
  const batch = (label: number) => Uint8Array.from(record(label, label, 0, 0));
  const names = [1, 2, 3, 4, 5].map((i) => `cifar-10-batches-bin/data_batch_${i}.bin`);

  it("takes five files for training and one for test, whatever their order", () => {
    const files = names.map((name, i) => [name, batch(i)] as const).reverse();
    const { train, test } = parseCifar10Archive(ustar([["x/test_batch.bin", batch(9)], ...files]));
    expect([[...train.labels], [...test.labels]]).toEqual([[0, 1, 2, 3, 4], [9]]);
  });

  it("names the file that is not there", () => {
    expect(() => parseCifar10Archive(ustar([[names[0]!, batch(0)]]))).toThrow(
      /1 files without data_batch_2\.bin/,
    );
  });
});
