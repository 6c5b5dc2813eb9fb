import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * A repository with a sound piece of content, for the tests that break it: three topics, one of them a draft with a
 * lab and an exercise.
 */
export class SmallContent {
  readonly root = mkdtempSync(join(tmpdir(), "blankfile-content-"));
  readonly #files: Record<string, string> = sound();

  constructor() {
    for (const [file, text] of Object.entries(this.#files)) this.write(file, text);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  /** Replaces a piece of a file's text that must be there. */
  change(file: string, piece: string, by: string): void {
    const text = this.#files[file];
    if (text === undefined || !text.includes(piece))
      throw new RangeError(`SmallContent: ${file} holds no "${piece}"`);
    this.write(file, text.replace(piece, by));
  }

  remove(file: string): void {
    rmSync(join(this.root, file), { recursive: true });
  }

  delete(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const draft = "content/topics/1/softmax.md";
export const outline = "content/topics/0A/exponential.md";
export const exercise = "content/exercises/stable-softmax/exercise.md";
export const track = "content/tracks/core.yaml";
export const project = "content/projects/first.md";
export const lab = "content/labs/temperature/lab.ts";

function sound(): Record<string, string> {
  const code = "export const softmax = 1;\n";
  const mutants = ["a", "b", "c"].map((name) => [
    `content/exercises/stable-softmax/mutants/${name}.ts`,
    code,
  ]);
  return {
    "content/modules.yaml":
      'layers: [{id: "0A", name: Axioms}, {id: "1", name: Core}]\nmodules:\n' +
      '  - {id: calculus, title: Calculus, area: A, layer: "0A"}\n  - {id: nets, title: Nets, area: B, layer: "1"}\n',
    "content/references.yaml":
      "bridle1990training:\n  title: Training\n  authors: [John Bridle]\n  year: 1990\n  kind: article\n  identifier: https://example.org/\n",
    "content/migrations.yaml": "migrations: []\n",
    [outline]: topic("Exponential", "0A", "calculus"),
    "content/topics/0A/logarithm.md": topic(
      "Logarithm",
      "0A",
      "calculus",
      "requires:\n  - {id: exponential}",
    ),
    [draft]: draftText,
    "content/exercises/stable-softmax/solution.ts": code,
    "content/exercises/stable-softmax/second.ts": "export const softmax = [1, 2, 3].length - 2;\n",
    "content/exercises/stable-softmax/starter.ts": code,
    "content/exercises/stable-softmax/checks.ts": "export const checks = [];\n",
    ...Object.fromEntries(mutants),
    [exercise]:
      "---\ntitle: A stable softmax\ntopics: [softmax]\nkind: blank\ndifficulty: 2\nminutes: {practice: 20, basis: estimated}\nimports: []\nhints: [Subtract the maximum.]\n---\n\nWrite `softmax`.\n",
    [lab]: labText,
    [track]: trackText,
    [project]: projectText,
    "content/experiments.yaml":
      'a-1: {title: An experiment, seed: "001", compares: one with two, shows: a difference, file: nn/first}\n',
    "content/seed-phrases.yaml": `[${JSON.stringify({ seed: "000", kind: "concept", phrase: "Softmax", topics: ["softmax"], projects: ["p01"], experiments: ["a-1"], other: ["track:core", "module:nets"] })}]\n`,
    "experiments/nn/first.ts": "export {};\n",
    "packages/nn/src/softmax.ts": "export {};\n",
  };
}

function topic(title: string, layer: string, module: string, requires = "requires: []"): string {
  return `---\ntitle: ${title}\nlayer: "${layer}"\nmodule: ${module}\ntier: 2\nstatus: outline\nsummary: One sentence.\n${requires}\nrecommends: []\naffords: [written]\n---\n`;
}

const trackText = `title: The core
summary: One sentence.
about: A few words.
assumes: []
hoursPerWeek: [10, 15]
units:
  - id: one
    title: Part one
    weeks: 4
    goal: Something.
    topics: [exponential, logarithm, softmax]
    experiments: [a-1]
    projects: [first]
    reading: [{ref: bridle1990training, primary: true}]
    done:
      - {id: pass, text: It passes., proof: {kind: checked, exercises: [stable-softmax]}}
      - {id: run, text: It runs., proof: {kind: run, experiment: nn/first, metric: loss, is: "< 1"}}
conflicts: 0
`;

const projectText = `---
title: A first project
id: p01
kind: core
question: Does it run?
summary: One sentence.
topics: [softmax]
experiments: [a-1]
code: [packages/nn/src/softmax.ts]
milestones:
  - {id: one, text: It runs., proof: {kind: self, rubric: [It runs.]}}
  - {id: two, text: It is shown., proof: {kind: external, what: a link}}
rubric: [right, read, run]
publish: Anywhere.
---

Why it is worth doing.
`;

const draftText = `---
title: Softmax
layer: "1"
module: nets
tier: 1
status: draft
summary: Turns scores into probabilities.
requires:
  - {id: logarithm, why: "its inverse is taken"}
recommends: []
affords: [exercise, lab, derivation]
objectives:
  - {can: "write it", evidence: ["exercise:stable-softmax"]}
  - {can: "watch it", evidence: ["lab:temperature"]}
  - {can: "derive it", evidence: ["derivation:gradient"]}
labs: [temperature]
exercises: [stable-softmax]
code: [packages/nn/src/softmax.ts]
references:
  - {ref: bridle1990training, role: canonical}
cards:
  - {kind: recall, front: "What is $e^0$?", back: "1"}
---

## Problem

Scores are not probabilities; see [its inverse](topic:logarithm).

::lab{id=temperature}

::exercise{id=stable-softmax}

:::task{id=gradient kind=derivation}[Derive the gradient]
Derive it.

- It is $p - y$.
:::
`;

const labText = `export const track = "content/tracks/core.yaml";
export const project = "content/projects/first.md";
export const lab = {
  title: "Temperature",
  lead: "Raise it.",
  parameters: { t: { kind: "range", label: "t", min: 1, max: 3, step: 1, default: 1 } },
  init: () => ({ n: 0 }),
  step: (state) => ({ n: state.n + 1 }),
  finished: (state) => state.n === 3,
  paceMs: 100,
  views: () => [],
  summary: (state) => "n is " + state.n,
  table: () => ({ columns: ["n"], rows: [] }),
  notice: ["It rises."],
};
`;
