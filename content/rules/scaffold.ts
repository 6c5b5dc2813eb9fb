import { slug as slugSchema, type Topic } from "@blankfile/curriculum";
import { exerciseFile, labFile, topicFile } from "./files.ts";

/** Texts by path from the repository's root. */
export interface Files {
  created: Record<string, string>;
  changed: Record<string, string>;
}

interface Asked {
  kind: string | undefined;
  slug: string | undefined;
  /** The topic itself, or the one that the exercise or lab belongs to. */
  topic: Topic | undefined;
  read: (file: string) => string;
}

/** What begins a line that a writer still has to replace; `npm run content` finds them. */
export const prompt = "> Write:";

/** The files of a new page, exercise or lab. Throws a RangeError where what was asked for is not understood. */
export function scaffold({ kind, slug, topic, read }: Asked): Files {
  if (kind !== "topic" && kind !== "exercise" && kind !== "lab")
    throw new RangeError(`new: the kind is "${kind ?? ""}", one of topic, exercise, lab is needed`);
  if (slug === undefined || !slugSchema.safeParse(slug).success)
    throw new RangeError(`new: the slug is "${slug ?? ""}", lower-case words joined by hyphens are needed`);
  if (topic === undefined) throw new RangeError(`new: ${kind} ${slug} needs a topic: --topic <slug>`);
  if (kind === "topic")
    return { created: {}, changed: { [topicFile(topic)]: draftOf(topic, read(topicFile(topic))) } };
  const listed = listIn(read(topicFile(topic)), kind === "lab" ? "labs" : "exercises", slug);
  return {
    created: kind === "lab" ? labFiles(slug, topic) : exerciseFiles(slug, topic),
    changed: { [topicFile(topic)]: listed },
  };
}

/** An outline with the sections of a page and a prompt in each. */
function draftOf(topic: Topic, text: string): string {
  if (topic.status !== "outline")
    throw new RangeError(`new: ${topic.slug} is ${topic.status} already, an outline is needed`);
  const head = text
    .trimEnd()
    .replace("\nstatus: outline\n", "\nstatus: draft\n")
    .replace(/\n---$/, `\n${fields}---\n`);
  const body = sections.map(([title, what]) => `## ${title}\n\n${prompt} ${what}\n`).join("\n");
  return `${head}\n${body}`;
}

const fields = `objectives:
  - {can: "derive …", evidence: ["derivation:name"]}
  - {can: "implement … from a blank file", evidence: ["exercise:slug"]}
  - {can: "predict …", evidence: ["lab:slug"]}
minutes: {read: 20, practice: 60, basis: estimated}
references: []
claims: []
cards:
  - {kind: predict, front: "…", back: "…"}
  - {kind: debug, front: "…", back: "…"}
`;

const sections = [
  ["Problem", "a question from the reader's world that they cannot answer yet; no definition"],
  ["Idea", "what one has to see, in words and one small example"],
  ["Definition", "every symbol where it first stands, shapes beside arrays"],
  ["Worked example", "numbers that a `ts run hidden` block computes, written {{name}}"],
  [
    "Derivation",
    "no step left out that a careful newcomer cannot fill in a minute; :::proof where there is one",
  ],
  ["Code", "the lines of the library that do it, or a short version that runs here"],
  ["Where it fails", "when it is wrong, slow or fooled, and how one notices"],
  ["Check yourself", "a :::task with a rubric"],
] as const;

function exerciseFiles(slug: string, topic: Topic): Record<string, string> {
  const folder = exerciseFile(slug).replace(/exercise\.md$/, "");
  return {
    [exerciseFile(slug)]: `---
title: ${JSON.stringify(topic.title)}
topics: [${topic.slug}]
kind: blank
difficulty: 2
minutes: {practice: 30, basis: estimated}
imports: []
hints:
  - "…"
---

${prompt} what is to be written, with its formula; it fits a screen.
`,
    [`${folder}starter.ts`]: `/** … */
export function answer(x: number): number {
  throw new Error("answer is not written yet");
}
`,
    [`${folder}solution.ts`]: `/** … */
export function answer(x: number): number {
  return x;
}
`,
    [`${folder}second.ts`]: `/** Correct too, written another way. */
export function answer(x: number): number {
  return -(-x);
}
`,
    [`${folder}checks.ts`]: `import { type Check, close } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

export const checks: Check<Module>[] = [
  { name: "a value worked by hand", why: "…", run: ({ answer }) => close(answer(1), 1) },
];
`,
    [`${folder}mutants/sign.ts`]: `/** A mistake that people make: … */
export function answer(x: number): number {
  return -x;
}
`,
  };
}

function labFiles(slug: string, topic: Topic): Record<string, string> {
  return {
    [labFile(slug)]: `/** … */
import { defineLab } from "@blankfile/curriculum/lab";

export const lab = defineLab({
  title: ${JSON.stringify(topic.title)},
  lead: "What a reader can break here, in a sentence.",
  parameters: {
    rate: { kind: "range", label: "Rate", min: 0, max: 2, step: 0.05, default: 0.5 },
  },
  init: () => ({ steps: 0, x: 1 }),
  step: ({ steps, x }, { rate }) => ({ steps: steps + 1, x: x - rate * x }),
  finished: ({ steps }) => steps >= 20,
  views: () => [],
  table: ({ steps, x }) => ({ columns: ["step", "x"], rows: [[steps, x]] }),
  summary: ({ steps, x }) => \`Step \${steps}: x is \${x}.\`,
  notice: ["…"],
});
`,
  };
}

/** Adds a slug to a list of the front matter, which may not be there yet. */
function listIn(text: string, key: "labs" | "exercises", slug: string): string {
  const line = new RegExp(`^${key}: \\[(.*)\\]$`, "m").exec(text);
  if (line !== null)
    return text.replace(
      line[0],
      `${key}: [${[...line[1]!.split(",").map((one) => one.trim()), slug].filter(Boolean).join(", ")}]`,
    );
  return text.replace(/^(affords: .*)$/m, `$1\n${key}: [${slug}]`);
}
