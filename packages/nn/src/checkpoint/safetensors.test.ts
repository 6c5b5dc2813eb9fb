import { tensor, zeros } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSafetensors, saveSafetensors } from "./safetensors.ts";

const file = () =>
  saveSafetensors(
    {
      b: tensor([1.5, -2]),
      a: tensor([[1, 2, 3]], { dtype: "float64" }),
      n: tensor([7], { dtype: "int32" }),
      empty: zeros([0, 3]),
      scalar: tensor(4),
    },
    { step: "12" },
  );

/** A file with this header and these bytes of values. */
function made(header: unknown, values = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + values);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

describe("safetensors", () => {
  it("is laid out as published: length, JSON header, little-endian values", () => {
    const bytes = saveSafetensors({ x: tensor([1, 2]) });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      x: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
    });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
  });

  it("comes back as it was, wherever the file lies in memory", () => {
    const bytes = file();
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    const { tensors, metadata } = loadSafetensors(shifted);
    expect(metadata).toEqual({ step: "12" });
    expect(
      Object.fromEntries(Object.entries(tensors).map(([k, t]) => [k, [t.dtype, t.shape, t.toArray()]])),
    ).toEqual({
      a: ["float64", [1, 3], [[1, 2, 3]]],
      b: ["float32", [2], [1.5, -2]],
      empty: ["float32", [0, 3], []],
      n: ["int32", [1], [7]],
      scalar: ["float32", [], 4],
    });
  });

  it("puts larger elements first, so that each tensor is aligned, and refuses reserved names", () => {
    const bytes = saveSafetensors({
      a: tensor([true]),
      b: tensor([1]),
      c: tensor([1], { dtype: "float64" }),
    });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    const offsets = ["c", "b", "a"].map((name) => header[name].data_offsets);
    expect(offsets).toEqual([
      [0, 8],
      [8, 12],
      [12, 13],
    ]);
    expect(() => saveSafetensors({ __metadata__: zeros([1]) })).toThrow(/named __metadata__/);
  });

  it("comes back from a Node Buffer, whose slice() shares memory, into memory of its own", () => {
    const buffer = Buffer.from(saveSafetensors({ x: tensor([1, 2]) }));
    const { x } = loadSafetensors(buffer).tensors;
    buffer.fill(0);
    expect(x!.toArray()).toEqual([1, 2]);
  });

  it("refuses in words what is no bytes, no tensors, no texts", () => {
    const any = (value: unknown) => value as never;
    expect(() => loadSafetensors(any("x"))).toThrow(/^loadSafetensors: a value of type string/);
    expect(() => saveSafetensors(any(null))).toThrow(/^saveSafetensors: something else than an object/);
    expect(() => saveSafetensors({ x: any([1]) })).toThrow(/^saveSafetensors: "x" is no tensor/);
    expect(() => saveSafetensors({}, any({ a: 1 }))).toThrow(/^saveSafetensors: metadata/);
  });

  const entry = JSON.stringify({ dtype: "F32", shape: [1], data_offsets: [0, 4] });
  const hostile: [string, Uint8Array, RegExp][] = [
    ["too short", new Uint8Array(4), /4 bytes/],
    ["a header longer than the file", made({}).fill(255, 0, 8), /claims/],
    ["no JSON", made("{"), /not JSON/],
    ["a list", made([]), /does not start with \{/],
    ["a header of bytes that are no UTF-8", made({ x: 1 }).fill(0xff, 10, 11), /not JSON/],
    ["a name twice", made(`{"x":${entry},"\\u0078":${entry}}`, 4), /names "x" twice/],
    ["a key twice in an entry", made('{"x":{"dtype":"F32","dtype":"I32"}}'), /names "dtype" twice/],
    [
      "a shape nested deep",
      made(`{"x":{"shape":${"[".repeat(1e5)}${"]".repeat(1e5)}}}`),
      /nests deeper than 3/,
    ],
    [
      "a shape that is text",
      made({ x: { dtype: "F32", shape: "12", data_offsets: [0, 4] } }, 4),
      /shape "12"/,
    ],
    ["a size of NaN", made('{"x":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}', 4), /not JSON/],
    [
      "a size beyond all numbers",
      made('{"x":{"dtype":"F32","shape":[1e999],"data_offsets":[0,4]}}', 4),
      /\[null\], whole/,
    ],
    ["a size of −0", made('{"x":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}'), /whole numbers/],
    [
      "offsets in the wrong order",
      made({ x: { dtype: "F32", shape: [1], data_offsets: [4, 0] } }, 4),
      /lies at 4 to 0/,
    ],
    ["an entry of null", made({ x: null }), /"x" has dtype undefined/],
    ["a long name, which it shortens", made({ ["x".repeat(5000)]: 1 }), /^.{0,180}$/],
    ["remarks in a list", made({ __metadata__: ["a"] }), /else than texts/],
    [
      "an unknown type",
      made({ x: { dtype: "toString", shape: [], data_offsets: [0, 0] } }),
      /dtype "toString"/,
    ],
    ["a negative size", made({ x: { dtype: "F32", shape: [-1], data_offsets: [0, 4] } }, 4), /whole numbers/],
    [
      "a shape that overflows",
      made({ x: { dtype: "F32", shape: [2 ** 40, 2 ** 40], data_offsets: [0, 4] } }, 4),
      /needs/,
    ],
    ["offsets outside", made({ x: { dtype: "F32", shape: [2], data_offsets: [0, 8] } }, 4), /of 4 bytes/],
    [
      "two over each other",
      made(
        {
          x: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
          y: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
        },
        4,
      ),
      /overlap/,
    ],
    ["bytes that belong to none", made({}, 4), /belong to none/],
    ["a gap", made({ x: { dtype: "F32", shape: [1], data_offsets: [4, 8] } }, 8), /a gap/],
    [
      "a name that changes objects",
      made('{"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', 4),
      /__proto__/,
    ],
    [
      "a bool of two",
      made({ x: { dtype: "BOOL", shape: [1], data_offsets: [0, 1] } }, 1).fill(2, -1),
      /0 and 1/,
    ],
    ["remarks that are no texts", made({ __metadata__: { a: 1 } }), /else than texts/],
  ];
  for (const [name, bytes, message] of hostile)
    it(`refuses ${name}`, () => expect(() => loadSafetensors(bytes)).toThrow(message));

  it("survives any JSON as its header", () => {
    const size = fc.oneof(fc.nat(4), fc.constantFrom(-1, 0.5, 2 ** 53, 2 ** 40, null, "1"));
    const entry = fc.record({
      dtype: fc.oneof(fc.constantFrom("F32", "F64", "I32", "BOOL", "I64"), fc.jsonValue()),
      shape: fc.oneof(fc.array(size, { maxLength: 3 }), fc.jsonValue()),
      data_offsets: fc.oneof(fc.array(size, { minLength: 2, maxLength: 2 }), fc.jsonValue()),
    });
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom("__proto__", "__metadata__", "constructor", "toString"),
    );
    const header = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(name, fc.oneof(entry, fc.jsonValue()), { maxKeys: 3 }),
    );
    fc.assert(
      fc.property(header, fc.nat(8), (value, values) => {
        expectReadOrRefused(made(value, values));
      }),
      { numRuns: 500 },
    );
  });

  it("survives any damage: it reads, or says what is wrong in a RangeError", () => {
    const bytes = file();
    fc.assert(
      fc.property(
        fc.nat(bytes.length),
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 4 }),
        (end, changes) => {
          const damaged = bytes.slice(0, end);
          for (const [at, value] of changes) if (at < end) damaged[at] = value;
          expectReadOrRefused(damaged);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function expectReadOrRefused(bytes: Uint8Array): void {
  try {
    const { tensors } = loadSafetensors(bytes);
    for (const x of Object.values(tensors)) expect(x.data.length).toBe(x.numel());
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toMatch(/^loadSafetensors: /);
  }
}
