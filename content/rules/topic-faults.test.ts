import type { Topic } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { render } from "../page/small-world.ts";
import { topicFaults } from "./topic-faults.ts";

const words = "Seven words stand in this one sentence. ";

const text = `## Problem

${words.repeat(80)}

## Worked example

The value is {{x}}.

\`\`\`ts run hidden
export const x = 1;
\`\`\`

::lab{id=computation-graph}

::exercise{id=stable-softmax}

:::task{id=proof kind=derivation}[Prove it]
Prove it.

- The one step.
:::
`;

/** A reviewed landmark that has everything. */
const sound: Topic = {
  slug: "softmax",
  title: "Softmax",
  layer: "3",
  module: "nets",
  tier: 1,
  status: "reviewed",
  summary: "Turns scores into probabilities.",
  requires: [],
  recommends: [],
  affords: ["exercise", "derivation"],
  objectives: [
    { can: "prove it", evidence: ["derivation:proof"] },
    { can: "write it", evidence: ["exercise:stable-softmax"] },
    { can: "break it", evidence: ["lab:computation-graph"] },
  ],
  labs: ["computation-graph"],
  exercises: ["stable-softmax"],
  references: [{ ref: "bridle1990", role: "canonical" }],
  claims: [{ text: "It sums to 1.", kind: "theorem", status: "re-derived" }],
  cards: [
    { kind: "predict", front: "a", back: "b" },
    { kind: "debug", front: "a", back: "b" },
    { kind: "recall", front: "a", back: "b" },
    { kind: "derive", front: "a", back: "b" },
  ],
  reading: { sourceRead: "none", date: "2026-01-01", note: "Derived again." },
  body: text,
};

async function faults(changes: Partial<Topic>, body = text): Promise<string[]> {
  const page = await render(body);
  expect(page.problems).toEqual([]);
  return topicFaults({ ...sound, body, ...changes }, page).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

describe("topicFaults", () => {
  it("finds none in a landmark that has everything", async () => expect(await faults({})).toEqual([]));

  const { summary: _s, objectives: _o, claims: _c, reading: _r, ...bare } = sound;
  const without = (field: "summary" | "objectives" | "claims" | "reading"): Topic => {
    const { [field]: _, ...rest } = sound;
    return { ...bare, ...rest } as Topic;
  };

  const planted: [string, Partial<Topic> | Topic, string][] = [
    ["an outline with a text", { status: "outline" }, "status: is outline, and the file has a text"],
    ["no claims", { claims: [] }, "claims: is missing in a reviewed topic"],
    [
      "no canonical reference",
      { references: [{ ref: "a", role: "history" }] },
      "references: has no canonical one",
    ],
    [
      "too few cards",
      { cards: sound.cards!.slice(0, 3) },
      "cards: has 3 cards, 2 of them predict or debug; 4 and 2 are needed",
    ],
    [
      "too few lively cards",
      { cards: Array(4).fill({ kind: "recall", front: "a", back: "b" }) },
      "cards: has 4 cards, 0 of them predict or debug; 4 and 2 are needed",
    ],
    [
      "a claim without scope where it is mandatory",
      { module: "align" },
      "claims.0.scope: is missing, and module align needs it",
    ],
    [
      "an invented reading",
      { claims: [{ text: "a", kind: "empirical", status: "source-read" }] },
      "claims.0.status: is source-read, and the reading says that no source was read",
    ],
    [
      "a reading without its address",
      { reading: { sourceRead: "full", date: "2026-01-01", note: "n" } },
      "reading.address: is missing, and the source was read (full)",
    ],
    [
      "an objective without its task",
      { objectives: [{ can: "a", evidence: ["written:proof"] }] },
      "objectives.0.evidence: written:proof is not on this page",
    ],
    [
      "an objective without its exercise",
      { objectives: [{ can: "a", evidence: ["exercise:other"] }] },
      "objectives.0.evidence: exercise:other is not on this page",
    ],
    [
      "an objective without its experiment",
      { objectives: [{ can: "a", evidence: ["run:nn/digits-mlp"] }] },
      "objectives.0.evidence: run:nn/digits-mlp is not on this page",
    ],
    [
      "a listed lab without a place",
      { labs: ["computation-graph", "other"] },
      "labs: other has no place on the page",
    ],
    [
      "a placed exercise that is not listed",
      { exercises: [] },
      "exercises: stable-softmax stands on the page and is not listed",
    ],
    ["no lab", { labs: [] }, "labs: is empty in a reviewed landmark"],
    ["no exercise", { exercises: [] }, "exercises: is empty in a reviewed landmark"],
  ];
  it.each(planted)("finds %s", async (_, changes, fault) => expect(await faults(changes)).toContain(fault));

  it.each(["summary", "objectives"] as const)("a draft needs %s", async (field) => {
    const page = await render(text);
    const topic = { ...without(field), status: "draft" as const };
    expect(topicFaults(topic, page)).toMatchObject([
      { field, message: "is missing in a topic of status draft" },
    ]);
  });

  it("a reviewed topic needs the note of a reading", async () => {
    expect(topicFaults(without("reading"), await render(text))).toMatchObject([{ field: "reading" }]);
  });

  const texts: [string, string, string][] = [
    ["too few words", text.replaceAll(words, ""), "body: has 4 words of prose, 500 to 1200 are needed"],
    [
      "too many words",
      text.replaceAll(words, words + words + words),
      "body: has 1684 words of prose, 500 to 1200 are needed",
    ],
    ["another beginning", `## Idea\n\n${text}`, "body: does not open with the problem"],
    ["no worked example", text.replace("## Worked example", "## Numbers"), "body: has no worked example"],
    ["no computed number", text.replace(/The value.*?```\n\n/s, ""), "body: computes none of its numbers"],
    [
      "no derivation",
      text.replace(/:::task[\s\S]*:::\n/, ""),
      "body: has no derivation, and the topic affords one",
    ],
  ];
  it.each(texts)("finds a landmark with %s", async (_, body, fault) => {
    const plain = { objectives: [{ can: "a", evidence: ["exercise:stable-softmax"] }] };
    expect(await faults(plain, body)).toEqual([fault]);
  });

  it("a topic that is no landmark has 250 to 700 words", async () => {
    expect(await faults({ tier: 2 }, text.replace(words.repeat(80), words.repeat(110)))).toEqual([
      "body: has 774 words of prose, 250 to 700 are needed",
    ]);
  });
});
