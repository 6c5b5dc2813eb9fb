import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { crc32c, maskedCrc32c } from "./crc32c.ts";
import { exampleRun, png } from "./run.fixture.ts";
import { readTensorBoard } from "./tensorboard-read.ts";
import { tensorBoardFile } from "./tensorboard-write.ts";
import { readTfRecords, tfRecord } from "./tfrecord.ts";

const golden = JSON.parse(
  readFileSync(new URL("../../../../golden/tracking/tensorboard.json", import.meta.url), "utf8"),
).values as { run: string; newer: string };
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const ours = () => tensorBoardFile(exampleRun(), () => undefined);

it("CRC-32C of RFC 3720's examples", () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode("123456789"))).toBe(0xe3069283);
  expect(maskedCrc32c(new Uint8Array(32))).toBe(
    (((0x8a9136aa >>> 15) | (0x8a9136aa << 17)) + 0xa282ead8) >>> 0,
  );
});

describe("an event file", () => {
  it("is byte for byte what TensorBoard's own messages and record writer make of the same run", () => {
    expect(Buffer.from(ours()).toString("base64")).toBe(golden.run);
  });

  it("reads back", () => {
    const { values, skipped, problems } = readTensorBoard(fromBase64(golden.run));
    expect({ skipped, problems }).toEqual({ skipped: {}, problems: [] });
    expect(values).toEqual([
      { tag: "config", step: 0, at: 1_000_000, value: '{\n  "lr": 0.1\n}' },
      { tag: "loss", step: 1, at: 1_001_500, value: 0.5 },
      { tag: "loss", step: 300, at: 1_002_000, value: Number.NaN },
      { tag: "train/accuracy", step: 1, at: 1_001_500, value: 0.75 },
      {
        tag: "weights",
        step: 2,
        at: 1_003_000,
        value: { type: "histogram", edges: [-1, 0, 1, 3], counts: [2, 2, 3], nan: 0, infinite: [0, 0] },
      },
      {
        tag: "digit",
        step: 2,
        at: 1_003_000,
        value: { type: "image", mediaType: "image/png", width: 2, height: 1, bytes: fromBase64(png) },
      },
      { tag: "sample", step: 2, at: 1_004_000, value: "to be or not" },
    ]);
  });

  it("in the newer form, where all are tensors, is read, and what is not known is counted by its plugin", () => {
    const { values, skipped } = readTensorBoard(fromBase64(golden.newer));
    expect(values).toEqual([
      { tag: "a", step: 1, at: 1000, value: 0.25 },
      {
        tag: "b",
        step: 2,
        at: 2000,
        value: { type: "histogram", edges: [0, 0.5, 1], counts: [2, 4], nan: 0, infinite: [0, 0] },
      },
    ]);
    expect(skipped).toEqual({ pr_curves: 1 });
  });

  it("whose last record is torn counts up to it; damage is said", () => {
    const file = ours();
    expect(readTensorBoard(file.subarray(0, -5))).toMatchObject({ problems: [] });
    expect(readTensorBoard(file.subarray(0, -5)).values).toHaveLength(6);
    const damaged = file.slice();
    damaged[60]! ^= 1;
    expect(readTensorBoard(damaged).problems).toEqual([
      expect.stringMatching(/record 2, at byte \d+, is damaged/),
    ]);
    expect(readTfRecords(new TextEncoder().encode("no event file at all")).problem).toContain("record 1");
  });

  it("with a record that is no event, or says that it is endless, harms nothing", () => {
    const noise = tfRecord(Uint8Array.of(0xff, 0xff, 0xff));
    expect(readTensorBoard(noise).problems[0]).toContain("record 1: protobuf:");
    const endless = new Uint8Array(12).fill(0xff);
    new DataView(endless.buffer).setUint32(8, maskedCrc32c(endless.subarray(0, 8)), true);
    expect(readTensorBoard(endless)).toEqual({ values: [], skipped: {}, problems: [] });
  });

  it("leaves an image out whose bytes are gone, and secrets of the configuration too", () => {
    const text = new TextDecoder().decode(
      tensorBoardFile(exampleRun({ config: { password: "hunter22" } }), () => undefined),
    );
    expect(text).not.toContain("hunter22");
    expect(text).toContain("[redacted]");
  });
});
