import { foldRun } from "../fold.ts";
import type { FoldedRun } from "../folded-run.ts";
import type { RunEvent, RunRecord } from "../run.ts";

export const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNkZAIAAAoABY3cThcAAAAASUVORK5CYII=";

const record: RunRecord = {
  format: 1,
  id: "20261104-090507-mlp-0z9z",
  experiment: "nn/digits-mlp",
  config: { lr: 0.1 },
  seed: 7,
  createdAt: 1_000_000,
  code: { commit: "abc" },
  command: "npx blankfile run nn/digits-mlp",
};
const histogram = {
  type: "histogram",
  edges: [-1, 0, 1, 3],
  counts: [2, 2, 3],
  nan: 0,
  infinite: [0, 0],
} as const;
const events = [
  { at: 1_000_100, kind: "state", state: "running" },
  { at: 1_001_500, kind: "metrics", step: 1, values: { loss: 0.5, "train/accuracy": 0.75 } },
  { at: 1_002_000, kind: "metrics", step: 300, values: { loss: "NaN" } },
  { at: 1_003_000, kind: "value", step: 2, name: "weights", value: histogram },
  {
    at: 1_003_000,
    kind: "value",
    step: 2,
    name: "digit",
    value: { type: "image", mediaType: "image/png", width: 2, height: 1, data: png },
  },
  { at: 1_004_000, kind: "text", step: 2, name: "sample", text: "to be or not" },
  { at: 1_005_000, kind: "state", state: "finished" },
];

/** A finished run with a metric that is NaN, a histogram, an image and a text; `more` goes into `run.json`. */
export function exampleRun(more: Partial<RunRecord> = {}): FoldedRun {
  const claim = { format: 1 as const, attempt: 1, claimedAt: 1_000_000, host: "h", pid: 1, resumedFrom: 0 };
  const lines = events.map((event, i) => `${JSON.stringify({ seq: i + 1, ...event } as RunEvent)}\n`);
  return foldRun({ ...record, ...more }, [{ claim, text: lines.join("") }]);
}
