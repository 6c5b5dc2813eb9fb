import { expect, it } from "vitest";
import { lineageIn } from "./lineage.ts";

const [hash, other] = ["a".repeat(64), "b".repeat(64)];
const artifact = (name: string, step: number, of = hash) => ({
  name,
  step,
  hash: of,
  at: 0,
  type: "file",
  attempt: 1,
});
const nothing = { artifacts: [], values: [], uses: [] };

it("names each run that made the bytes, once a name with its last step, and each that used them", () => {
  const big = { type: "text", artifact: hash, bytes: 9 } as const;
  const runs = [
    {
      id: "one",
      details: {
        ...nothing,
        artifacts: [artifact("model", 1), artifact("model", 5), artifact("x", 1, other)],
      },
    },
    { id: "two", details: { ...nothing, values: [{ name: "essay", step: 3, at: 0, value: big }] } },
    {
      id: "three",
      details: {
        ...nothing,
        uses: [
          { hash, at: 0, run: "one", name: "model" },
          { hash, at: 1, run: "one", name: "model" },
          { hash, at: 2 },
        ],
      },
    },
  ];
  expect(lineageIn(runs, hash)).toEqual({
    hash,
    made: [
      { run: "one", name: "model", step: 5 },
      { run: "two", name: "essay", step: 3 },
    ],
    used: [{ run: "three", name: "model" }, { run: "three" }],
  });
});
