import { describe, expect, it } from "vitest";
import { checkEvent } from "../event-line.ts";
import { EventLog } from "../event-log.ts";
import type { RunEvent } from "../run.ts";
import { sha256 } from "../sha256.ts";
import { parseBigValue } from "./check-value.ts";
import { confusionMatrix, confusionMatrixFrom } from "./confusion-matrix.ts";
import { curve } from "./curve.ts";
import { distribution } from "./distribution.ts";
import { histogram } from "./histogram.ts";
import { image } from "./image.ts";
import { encodePng } from "./png.ts";
import { table, text, type Value } from "./value.ts";

function recorded() {
  const events: RunEvent[] = [];
  const kept = new Map<string, Uint8Array>();
  const keep = (bytes: Uint8Array) => {
    kept.set(sha256(bytes), bytes);
    return sha256(bytes);
  };
  return { log: new EventLog({ clock: () => 1, emit: (event) => events.push(event), keep }), events, kept };
}
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * i * 2654435761) >>> 13);

describe("log", () => {
  it("takes numbers and values of one step together", () => {
    const { log, events } = recorded();
    log.log({ loss: 0.5, weights: histogram([1, 2], 1), sample: text("to be"), accuracy: 1 }, { step: 7 });
    expect(events).toEqual([
      { seq: 1, at: 1, kind: "metrics", step: 7, values: { loss: 0.5, accuracy: 1 } },
      { seq: 2, at: 1, kind: "value", step: 7, name: "weights", value: histogram([1, 2], 1) },
      { seq: 3, at: 1, kind: "text", step: 7, name: "sample", text: "to be" },
    ]);
  });

  it("writes each kind of value as an event that reads back", async () => {
    const png = image(await encodePng({ width: 2, height: 1, channels: 1, data: [1, 2] }));
    const values: Record<string, Value> = {
      histogram: histogram([1, 2, 3]),
      distribution: distribution([1, 2, 3]),
      matrix: confusionMatrix([0, 1, 1], [0, 1, 0], ["cat", "dog"]),
      curve: curve({ x: [0, 1], y: [0.5, Number.NaN], low: [0, 0], high: [1, 1], xName: "recall" }),
      png,
      rows: table({ columns: ["a"], rows: [[Number.NaN]] }),
    };
    const { log, events } = recorded();
    log.log(values);
    expect(events).toHaveLength(6);
    for (const event of JSON.parse(JSON.stringify(events))) expect(checkEvent(event)).toEqual({ event });
    expect(events[2]).toMatchObject({
      value: {
        counts: [
          [1, 0],
          [1, 1],
        ],
      },
    });
    expect(events[5]).toMatchObject({ kind: "table", rows: [["NaN"]] });
  });

  it("keeps what is big beside the events, and it reads back", async () => {
    const { log, events, kept } = recorded();
    const wide = await encodePng({ width: 200, height: 200, channels: 3, data: noise(120_000) });
    log.log({ wide: image(wide), long: text("x".repeat(100_000)) });
    const [{ value: stored }, { value: big }] = events as [
      RunEvent & { kind: "value" },
      RunEvent & { kind: "value" },
    ];
    expect(stored).toEqual({
      type: "image",
      mediaType: "image/png",
      width: 200,
      height: 200,
      artifact: sha256(wide),
    });
    expect(big).toMatchObject({ type: "text", bytes: 100_025 });
    for (const event of JSON.parse(JSON.stringify(events))) expect(checkEvent(event)).toEqual({ event });
    const json = new TextDecoder().decode(kept.get((big as { artifact: string }).artifact));
    expect(parseBigValue("text", json)).toEqual(text("x".repeat(100_000)));
    expect(() => parseBigValue("curve", json)).toThrow("its artifact is no curve");
  });

  it("refuses all where one is wrong", () => {
    const { log, events } = recorded();
    const wrong: [unknown, string][] = [
      [{ type: "histogram", edges: [0], counts: [1] }, "histogram: counts are not 0 numbers"],
      [{ type: "audio" }, 'unknown type "audio"'],
      [[1, 2], "log: b is [1,2], needed a number, or a value made by histogram"],
      [
        { type: "image", mediaType: "image/png", width: 1, height: 1, bytes: new Uint8Array(9) },
        "needed a PNG or a JPEG",
      ],
      [{ type: "table", columns: ["a"], rows: [[() => 1]] }, "rows[0][0] is function"],
      [undefined, "log: b is undefined"],
      [10n, "log: b is 10"],
    ];
    for (const [value, reason] of wrong) expect(() => log.log({ a: 1, b: value as Value })).toThrow(reason);
    expect(events).toEqual([]);
  });
});

describe("a confusion matrix", () => {
  it("counts rows of true classes", () => {
    expect(confusionMatrix([0, 0, 1], [0, 1, 1], ["a", "b"]).counts).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it("refuses what does not fit", () => {
    expect(() => confusionMatrix([0], [], ["a"])).toThrow("1 true and 0 predicted");
    expect(() => confusionMatrix([0], [2], ["a", "b"])).toThrow(
      "sample 0 has the classes 0 and 2, needed whole numbers below 2",
    );
    expect(() => confusionMatrix([0.5], [0], ["a"])).toThrow("sample 0 has the classes 0.5");
    expect(() => confusionMatrixFrom(["a", "b"], [[1, 2]])).toThrow("counts are not 2 rows of 2");
  });
});

it("a curve refuses an interval that is crossed or short", () => {
  expect(() => curve({ x: [0], y: [1], low: [2], high: [1] })).toThrow("at place 0 low is 2, above high 1");
  expect(() => curve({ x: [0, 1], y: [1] })).toThrow("y are not 2 numbers");
  expect(() => curve({ x: [0], y: [1], low: [0] })).toThrow("low and high are not 1 numbers each");
  expect(() => curve({ x: [Number.NaN], y: [1] })).toThrow("no finite number");
});
