import { afterAll, describe, expect, it } from "vitest";
import { checkContent } from "./check-content.ts";
import { draft, exercise, lab, outline, project, SmallContent, track } from "./small-content.ts";

/** A topic that needs softmax. */
const ahead = `---
title: Ahead
layer: "1"
module: nets
tier: 2
status: outline
summary: A sentence of its own.
requires:
  - {id: softmax}
recommends: []
affords: [written]
---
`;

const made: SmallContent[] = [];
afterAll(() => {
  for (const content of made) content.delete();
});

async function problemsAfter(plant: (content: SmallContent) => void) {
  const content = new SmallContent();
  made.push(content);
  plant(content);
  return (await checkContent(content.root, { part: true, cache: false })).problems;
}

type Planted = [
  rule: string,
  plant: (content: SmallContent) => void,
  file: string,
  field: string,
  message: RegExp,
];

const planted: Planted[] = [
  // Files against their schemas.
  ["a misspelt key", (c) => c.change(draft, "summary:", "sumary:"), draft, "sumary", /unknown key/],
  ["a missing key", (c) => c.change(outline, "tier: 2\n", ""), outline, "tier", /is missing/],
  [
    "a value that is none of the allowed",
    (c) => c.change(outline, "status: outline", "status: outlined"),
    outline,
    "status",
    /"outlined"/,
  ],
  [
    "more than four hard prerequisites",
    (c) => c.change(outline, "requires: []", "requires: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]"),
    outline,
    "requires",
    /5 entries/,
  ],
  [
    "a topic that nothing can prove",
    (c) => c.change(outline, "[written]", "[]"),
    outline,
    "affords",
    /0 entries/,
  ],
  [
    "an evidence of an unknown kind",
    (c) => c.change(draft, "exercise:stable", "quiz:stable"),
    draft,
    "objectives.0.evidence.0",
    /quiz:stable/,
  ],
  [
    "a module that does not exist",
    (c) => c.change(outline, "module: calculus", "module: calculs"),
    outline,
    "module",
    /no module calculs/,
  ],
  [
    "a module of another layer",
    (c) => c.change(outline, "module: calculus", "module: nets"),
    outline,
    "module",
    /lies in layer 1/,
  ],
  [
    "a file in the folder of another layer",
    (c) => c.change(outline, 'layer: "0A"', 'layer: "1"'),
    "content/topics/0A/exponential.md",
    "layer",
    /is 1/,
  ],
  [
    "a slug that stands twice",
    (c) => c.write("content/topics/1/exponential.md", "x"),
    "content/topics/1/exponential.md",
    "slug",
    /exponential is the slug of/,
  ],
  [
    "a source that does not exist",
    (c) => c.change(draft, "ref: bridle1990training", "ref: bridle1990trainin"),
    draft,
    "references.0.ref",
    /no reference/,
  ],
  [
    "a broken reference list",
    (c) => c.write("content/references.yaml", "a: {title: b, autors: [c]}\n"),
    "content/references.yaml",
    "a.autors",
    /unknown key/,
  ],
  [
    "a migration that leads nowhere",
    (c) =>
      c.write(
        "content/migrations.yaml",
        'migrations: [{kind: renamed, from: a, to: softmx, date: "2026-01-01"}]\n',
      ),
    "content/migrations.yaml",
    "migrations.0.to",
    /no topic softmx/,
  ],
  // The graph.
  [
    "a dangling prerequisite",
    (c) => c.change(draft, "{id: logarithm,", "{id: logaritm,"),
    draft,
    "requires",
    /no topic logaritm/,
  ],
  [
    "a cycle",
    (c) => c.change(outline, "requires: []", "requires: [{id: logarithm}]"),
    outline,
    "requires",
    /cycle: exponential → logarithm → exponential/,
  ],
  [
    "a cycle over both kinds",
    (c) => c.change(outline, "recommends: []", "recommends: [{id: logarithm}]"),
    outline,
    "requires",
    /cycle/,
  ],
  [
    "a prerequisite from a layer above",
    (c) => c.change(outline, "requires: []", "requires: [{id: softmax}]"),
    outline,
    "requires",
    /above layer 0A/,
  ],
  [
    "an edge that another implies",
    (c) => c.change(draft, "requires:\n", 'requires:\n  - {id: exponential, why: "w"}\n'),
    draft,
    "requires",
    /exponential is implied/,
  ],
  [
    "a landmark that needs a specialised topic",
    (c) => c.change("content/topics/0A/logarithm.md", "tier: 2", "tier: 3"),
    draft,
    "requires",
    /tier-3 topic logarithm/,
  ],
  [
    "an edge of a draft without its reason",
    (c) => c.change(draft, ', why: "its inverse is taken"', ""),
    draft,
    "requires",
    /no reason/,
  ],
  // Names of each other.
  [
    "an exercise that does not exist",
    (c) => c.change(draft, "exercises: [stable-softmax]", "exercises: [stable-sofmax]"),
    draft,
    "exercises",
    /stable-sofmax is no exercise/,
  ],
  [
    "an exercise that does not list its topic",
    (c) => c.change(exercise, "topics: [softmax]", "topics: [logarithm]"),
    draft,
    "exercises",
    /does not list softmax/,
  ],
  [
    "an exercise whose topic does not list it",
    (c) => c.change(exercise, "topics: [softmax]", "topics: [logarithm, softmax]"),
    exercise,
    "topics",
    /logarithm, its first, does not list it/,
  ],
  [
    "an exercise of no topic",
    (c) => c.change(exercise, "topics: [softmax]", "topics: [softmax, softmx]"),
    exercise,
    "topics",
    /softmx is no topic/,
  ],
  [
    "a lab that does not exist",
    (c) => c.change(draft, "labs: [temperature]", "labs: [temperatur]"),
    draft,
    "labs",
    /temperatur is no lab/,
  ],
  ["a lab on no page", (c) => c.change(draft, "labs: [temperature]\n", ""), lab, "lab", /stands on no page/],
  [
    "a path of code that does not exist",
    (c) => c.remove("packages"),
    draft,
    "code",
    /packages\/nn\/src\/softmax\.ts does not exist/,
  ],
  [
    "a contrast that does not exist",
    (c) => c.change(draft, "labs:", "contrasts: [softmx]\nlabs:"),
    draft,
    "contrasts",
    /softmx is no topic/,
  ],
  // Pages.
  [
    "a broken link",
    (c) => c.change(draft, "topic:logarithm)", "topic:logaritm)"),
    draft,
    "link",
    /names no topic/,
  ],
  [
    "a formula that does not compile",
    (c) => c.change(draft, "$p - y$", "$\\frac{p$"),
    draft,
    "formula",
    /end of input/,
  ],
  [
    "an unknown directive",
    (c) => c.change(draft, "::lab{", "::labo{"),
    draft,
    "directive labo",
    /not a directive/,
  ],
  [
    "a number that nothing computes",
    (c) => c.change(draft, "Derive it.", "Derive {{it}}."),
    draft,
    "value",
    /names no exported value/,
  ],
  [
    "code that throws",
    (c) => c.change(draft, "Derive it.", "\n```ts run\nthrow new Error('no');\n```\n"),
    draft,
    "ts run",
    /Error: no/,
  ],
  ["a formula of a card", (c) => c.change(draft, "$e^0$", "$e^$"), draft, "cards.0.front", /formula/],
  [
    "a formula of a hint",
    (c) => c.change(exercise, "Subtract the maximum.", '"$\\\\frac$"'),
    exercise,
    "hints.0",
    /formula/,
  ],
  [
    "a broken link of an exercise",
    (c) => c.change(exercise, "Write `softmax`.", "See [it](topic:non)."),
    exercise,
    "link",
    /names no topic/,
  ],
  // What a status demands.
  [
    "a summary missing near a page",
    (c) => c.change(outline, "summary: One sentence.\n", ""),
    outline,
    "summary",
    /is missing within two steps/,
  ],
  [
    "an outline with a text",
    (c) => c.change(draft, "status: draft", "status: outline"),
    draft,
    "status",
    /and the file has a text/,
  ],
  [
    "a draft without objectives",
    (c) => c.change(draft, /* all of them */ draftObjectives(), ""),
    draft,
    "objectives",
    /is missing in a topic of status draft/,
  ],
  [
    "an evidence that is not on the page",
    (c) => c.change(draft, "derivation:gradient", "derivation:other"),
    draft,
    "objectives.2.evidence",
    /derivation:other is not on this page/,
  ],
  [
    "a reviewed topic without a reading",
    (c) => c.change(draft, "status: draft", "status: reviewed"),
    draft,
    "reading",
    /is missing in a reviewed topic/,
  ],
  [
    "a reviewed landmark with too few cards",
    (c) => c.change(draft, "status: draft", "status: reviewed"),
    draft,
    "cards",
    /has 1 cards/,
  ],
  // Exercises and labs.
  [
    "an exercise without its checks",
    (c) => c.remove("content/exercises/stable-softmax/checks.ts"),
    "content/exercises/stable-softmax/checks.ts",
    "",
    /is missing/,
  ],
  [
    "an exercise with too few mutants",
    (c) => c.remove("content/exercises/stable-softmax/mutants/a.ts"),
    "content/exercises/stable-softmax/mutants",
    "",
    /holds 2 files/,
  ],
  [
    "a lab that does not load",
    (c) => c.write(lab, "throw new Error('broken');\n"),
    lab,
    "lab",
    /cannot be loaded: broken/,
  ],
  [
    "a lab that exports nothing",
    (c) => c.write(lab, "export const labs = 1;\n"),
    lab,
    "lab",
    /exports no `lab`/,
  ],
  [
    "a lab with a default out of its range",
    (c) => c.change(lab, "default: 1", "default: 7"),
    lab,
    "parameters.t",
    /has the default 7/,
  ],
  [
    "a lab without a lab.ts",
    (c) => c.remove(lab),
    "content/labs/temperature/lab.ts",
    "lab",
    /cannot be loaded/,
  ],
  [
    "a failing check that points to no topic",
    (c) =>
      c.write(
        "content/exercises/stable-softmax/checks.ts",
        'export const checks = [{ name: "a", probes: "sofmax", run: () => ({ passed: true }) }];\n',
      ),
    "content/exercises/stable-softmax/checks.ts",
    "probes",
    /sofmax is no topic/,
  ],
  [
    "a failing check that points ahead",
    (c) => {
      c.write("content/topics/1/ahead.md", ahead);
      c.write(
        "content/exercises/stable-softmax/checks.ts",
        'export const checks = [{ name: "a", probes: "ahead", run: () => ({ passed: true }) }];\n',
      );
    },
    "content/exercises/stable-softmax/checks.ts",
    "probes",
    /ahead is none of its topics and nothing that they need/,
  ],
  // Tracks, projects, seeds.
  [
    "a track with a misspelt key",
    (c) => c.change(track, "goal: Something.", "gaol: Something."),
    track,
    "units.0.gaol",
    /unknown key/,
  ],
  [
    "a track's topic that does not exist",
    (c) => c.change(track, "logarithm, softmax]", "logaritm, softmax]"),
    track,
    "units.0.topics",
    /logaritm is none of the topics/,
  ],
  [
    "a track in another order than it says",
    (c) => c.change(track, "[exponential, logarithm, softmax]", "[softmax, logarithm, exponential]"),
    track,
    "conflicts",
    /is 0, and the linter finds 2/,
  ],
  [
    "a done-when that no exercise shows",
    (c) => c.change(track, "exercises: [stable-softmax]", "exercises: [stable-sofmax]"),
    track,
    "units.0.done.pass",
    /stable-sofmax is none of the exercises/,
  ],
  [
    "a done-when of an experiment that is not there",
    (c) => c.change(track, "experiment: nn/first", "experiment: nn/second"),
    track,
    "units.0.done.run",
    /nn\/second\.ts does not exist/,
  ],
  [
    "a done-when that stands twice",
    (c) => c.change(track, "{id: run,", "{id: pass,"),
    track,
    "units.0.done",
    /pass stands twice/,
  ],
  [
    "a source of a track that nobody lists",
    (c) => c.change(track, "ref: bridle1990training", "ref: bridle1990"),
    track,
    "units.0.reading",
    /bridle1990 is none of the references/,
  ],
  [
    "a project's code that does not exist",
    (c) => c.change(project, "packages/nn/src/softmax.ts", "packages/nn/src/sofmax.ts"),
    project,
    "code",
    /does not exist/,
  ],
  [
    "a band for what is no hard problem",
    (c) => c.change(project, "kind: core", "kind: core\nband: brutal"),
    project,
    "band",
    /belongs to hard problems/,
  ],
  [
    "a project under another ending",
    (c) => c.write("content/projects/second.txt", ""),
    "content/projects/second.txt",
    "",
    /has no name of this folder/,
  ],
  [
    "an experiment whose file is gone",
    (c) => c.remove("experiments/nn/first.ts"),
    "content/experiments.yaml",
    "a-1.file",
    /does not exist/,
  ],
  [
    "a phrase of the seeds with an answer that dangles",
    (c) => c.change("content/seed-phrases.yaml", '"track:core"', '"track:croe"'),
    "content/seed-phrases.yaml",
    "0",
    /is answered by track:croe, which does not exist/,
  ],
];

function draftObjectives(): string {
  return 'objectives:\n  - {can: "write it", evidence: ["exercise:stable-softmax"]}\n  - {can: "watch it", evidence: ["lab:temperature"]}\n  - {can: "derive it", evidence: ["derivation:gradient"]}\n';
}

describe("checkContent", () => {
  it("finds nothing in sound content", async () => {
    expect(await problemsAfter(() => undefined)).toEqual([]);
  });

  it.each(planted)(
    "refuses %s, by file, field and what is needed",
    async (_, plant, file, field, message) => {
      const problems = await problemsAfter(plant);
      const found = problems.filter(
        (one) => one.file === file && (one.field ?? "") === field && message.test(one.message),
      );
      expect(found, JSON.stringify(problems, null, 1)).toHaveLength(1);
      const { hint, message: told } = found[0]!;
      expect(hint !== undefined || /needed|must/.test(told), told).toBe(true);
    },
  );

  it("holds the whole to its budgets and its map", async () => {
    const content = new SmallContent();
    made.push(content);
    const { problems } = await checkContent(content.root, { cache: false });
    const told = problems.map(({ file, field, message }) => `${file}: ${field}: ${message}`);
    expect(told).toContain("content/topics: graph: layer 0A has 2 topics; it needs at least 60");
    expect(told).toContain("content/topics: graph: there are 1 landmarks; it must be 198");
    expect(told).toContain("content/map.json: map: does not exist");
    content.write("content/map.json", '{"version":1,"layers":[]}\n');
    const again = await checkContent(content.root, { cache: false });
    expect(again.problems.map(({ message }) => message)).toContain(
      "is not the map of the topics as they are",
    );
  });
});
