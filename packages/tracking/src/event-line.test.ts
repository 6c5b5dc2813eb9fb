import { describe, expect, it } from "vitest";
import { checkEvent, parseEvent } from "./event-line.ts";
import { foldRun } from "./fold.ts";
import { sha256 } from "./sha256.ts";

const base = { seq: 1, at: 1 };
const hash = sha256("x");
const record = {
  format: 1 as const,
  id: "20261104-090507-mlp-0z9z",
  experiment: "nn/digits-mlp",
  config: {},
  seed: 1,
  createdAt: 0,
  code: {},
};
const claim = { format: 1 as const, attempt: 1, claimedAt: 0, host: "h", pid: 1, resumedFrom: 0 };

describe("a kind that a later version writes", () => {
  const text = [
    { seq: 1, at: 1, kind: "metrics", step: 1, values: { loss: 1 } },
    { seq: 2, at: 2, kind: "audio", step: 1, name: "speech", anything: [1, 2] },
    { seq: 3, at: 3, kind: "value", step: 1, name: "speech", value: { type: "audio", seconds: 3 } },
    { seq: 4, at: 4, kind: "metrics", step: 2, values: { loss: 2 }, newField: true },
  ];

  it("is let through: it is counted, it is no damage, and nothing is missing around it", () => {
    const lines = text.map((event) => `${JSON.stringify(event)}\n`).join("");
    const run = foldRun(record, [{ claim, text: lines }]);
    expect(run).toMatchObject({ step: 2, problems: [], later: { audio: 1, "value/audio": 1 }, updatedAt: 4 });
  });

  it("is a word; anything else is damage", () => {
    expect(checkEvent({ ...base, kind: "audio" })).toEqual({
      reason: 'unknown kind "audio"',
      later: { seq: 1, at: 1, kind: "audio" },
    });
    for (const kind of [undefined, null, 5, "", "A", "../x", "__proto__", "x".repeat(100)])
      expect(checkEvent({ ...base, kind }).later).toBeUndefined();
  });
});

it("what the first version wrote reads as it did", () => {
  const old = [
    '{"seq":1,"at":1,"kind":"state","state":"running"}',
    '{"seq":2,"at":2,"kind":"metrics","step":1,"values":{"loss":0.5}}',
    `{"seq":3,"at":3,"kind":"text","step":1,"name":"checkpoint","text":"${hash}"}`,
    '{"seq":4,"at":4,"kind":"table","step":1,"name":"t","columns":["a"],"rows":[[1]]}',
    '{"seq":5,"at":5,"kind":"summary","values":{"loss":0.5}}',
    '{"seq":6,"at":6,"kind":"state","state":"finished"}',
  ];
  const run = foldRun(record, [{ claim, text: old.map((line) => `${line}\n`).join("") }]);
  expect(run).toMatchObject({
    state: "finished",
    problems: [],
    later: {},
    texts: [{ name: "checkpoint", text: hash }],
    artifacts: [{ name: "checkpoint", type: "checkpoint", hash, step: 1, attempt: 1 }],
    summary: { loss: 0.5 },
  });
});

it("an event that is not as it must be is damage, with what is wrong", () => {
  const wrong: [object, string][] = [
    [{ kind: "artifact", step: 1, name: "a", type: "file", hash: "../../x", bytes: 1 }, "hash is no SHA-256"],
    [{ kind: "artifact", step: 1, name: "a", type: "file", hash, bytes: -1 }, "bytes is no whole number"],
    [{ kind: "use", hash, run: "../.." }, "run is no id"],
    [{ kind: "config", values: JSON.parse('{"a": {"__proto__": {}}}') }, "values are no plain object"],
    [{ kind: "define", name: "loss", definition: { goal: "up" } }, "definition.goal"],
    [{ kind: "value", step: 1, name: "a", value: { type: "histogram", edges: 5 } }, "histogram: edges"],
    [
      { kind: "value", step: 1, name: "a", value: { type: "curve", artifact: "x" } },
      "artifact is no SHA-256",
    ],
    [{ kind: "value", step: 1, name: "a", value: [] }, "value has no type"],
    [{ kind: "system", values: { "system/cpu": "much" } }, "system/cpu is no number"],
  ];
  for (const [event, reason] of wrong) expect(checkEvent({ ...base, ...event }).reason).toContain(reason);
  expect(parseEvent("{").reason).toContain("not JSON");
});
