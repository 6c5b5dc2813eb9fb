import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { problemText } from "../problem.ts";
import { loadContent, loadTopic } from "./load-content.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "content-"));
  for (const folder of ["topics/0A", "topics/1", "exercises", "labs/break-it"])
    mkdirSync(path.join(root, "content", folder), { recursive: true });
  write("modules.yaml", [
    'layers: [{id: "0A", name: Axioms}, {id: "1", name: Core Tools}]',
    "modules:",
    '  - {id: proof, title: Proof, area: Foundations, layer: "0A"}',
    '  - {id: info, title: Information theory, area: Information, layer: "1"}',
  ]);
  write("references.yaml", [
    "shannon1948theory:",
    "  title: A mathematical theory of communication",
    "  authors: [Claude E. Shannon]",
    "  year: 1948",
    "  kind: article",
    '  identifier: "doi:10.1002/j.1538-7305.1948.tb01338.x"',
  ]);
  write("migrations.yaml", ["migrations: []"]);
  write("labs/break-it/lab.ts", ["export const lab = 1;"]);
  topic("0A", "sets", "proof");
  topic("1", "entropy", "info");
  topic("0A", "functions", "proof");
  exercise("count");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, lines: string[]): void {
  writeFileSync(path.join(root, "content", file), `${lines.join("\n")}\n`);
}

function topic(layer: string, slug: string, module: string, more: string[] = []): void {
  const lines = [`title: ${slug}`, `layer: "${layer}"`, `module: ${module}`, "tier: 2", "status: outline"];
  lines.push("requires: []", "recommends: []", "affords: [written]", ...more);
  write(`topics/${layer}/${slug}.md`, ["---", ...lines, "---"]);
}

function exercise(slug: string): void {
  mkdirSync(path.join(root, "content/exercises", slug, "mutants"), { recursive: true });
  const head = [
    "title: Count",
    "topics: [sets]",
    "kind: blank",
    "difficulty: 1",
    "minutes: {practice: 5, basis: estimated}",
  ];
  write(`exercises/${slug}/exercise.md`, [
    "---",
    ...head,
    "imports: []",
    "hints: [Begin at one.]",
    "---",
    "Count.",
  ]);
  write(`exercises/${slug}/second.ts`, ['export const name = ["a", "b", "c"].join("") + String(1 + 2);']);
  for (const name of ["starter", "solution", "checks", "mutants/a", "mutants/b", "mutants/c"])
    write(`exercises/${slug}/${name}.ts`, [`export const name = "${name}";`]);
}

const told = () => loadContent(root).problems.map(problemText);

describe("loadContent", () => {
  it("gives topics in the order of layers and modules, and everything else by name", () => {
    const content = loadContent(root);
    expect(content.problems).toEqual([]);
    expect([...content.topics.keys()]).toEqual(["functions", "sets", "entropy"]);
    expect(content.layers.map(({ name }) => name)).toEqual(["Axioms", "Core Tools"]);
    expect(content.labs).toEqual(["break-it"]);
    expect([...content.references.keys()]).toEqual(["shannon1948theory"]);
    const count = content.exercises.get("count")!;
    expect(count.statement).toBe("Count.");
    expect(count.solution).toBe('export const name = "solution";\n');
    expect(count.mutants.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("leaves a topic with a misspelt key out, names it, and loads the rest", () => {
    topic("0A", "sets", "proof", ["sumary: x"]);
    expect(told()).toEqual(["content/topics/0A/sets.md:10: sumary: unknown key; did you mean summary?"]);
    expect(loadContent(root).topics.size).toBe(2);
  });

  it("names a module and a source that do not exist, with the nearest", () => {
    topic("0A", "sets", "prof", ["references: [{ref: shanon1948theory, role: canonical}]"]);
    expect(told()).toEqual([
      "content/topics/0A/sets.md: module: there is no module prof; did you mean proof?",
      "content/topics/0A/sets.md: references.0.ref: there is no reference shanon1948theory; did you mean shannon1948theory?",
    ]);
  });

  it("names a file in the wrong layer and a module of another layer", () => {
    cpSync(path.join(root, "content/topics/1/entropy.md"), path.join(root, "content/topics/0A/gain.md"));
    topic("0A", "sets", "info");
    expect(told()).toEqual([
      "content/topics/0A/gain.md: layer: is 1, and the file lies in topics/0A; move the file to content/topics/1/gain.md, or mend the layer",
      "content/topics/0A/sets.md: module: module info lies in layer 1, the topic in layer 0A; a module lies in one layer",
    ]);
  });

  it("names a slug that stands twice and a file that is no topic", () => {
    topic("1", "sets", "info");
    write("topics/1/Notes.md", ["x"]);
    expect(told().map((text) => text.split(";")[0])).toEqual([
      "content/topics/1/Notes.md: is no topic's file",
      "content/topics/1/sets.md: slug: sets is the slug of content/topics/0A/sets.md too",
    ]);
  });

  it("names what an exercise lacks and leaves it out", () => {
    rmSync(path.join(root, "content/exercises/count/checks.ts"));
    rmSync(path.join(root, "content/exercises/count/mutants/a.ts"));
    expect(told().map((text) => text.split(";")[0])).toEqual([
      "content/exercises/count/checks.ts: is missing",
      "content/exercises/count/mutants: holds 2 files",
    ]);
    expect(loadContent(root).exercises.size).toBe(0);
  });

  it("goes on without modules.yaml, and says so", () => {
    rmSync(path.join(root, "content/modules.yaml"));
    expect(told()[0]).toBe("content/modules.yaml: cannot be read: ENOENT");
    expect(loadContent(root).topics.size).toBe(3);
  });

  it("names a migration that leads nowhere", () => {
    write("migrations.yaml", ["migrations:", '  - {kind: renamed, from: set, to: setz, date: "2026-11-24"}']);
    expect(told()).toEqual([
      "content/migrations.yaml: migrations.0.to: there is no topic setz; the slug that takes its place, or a later migration of it",
    ]);
  });
});

describe("loadTopic", () => {
  it("reads one topic, and names a missing file", () => {
    expect(loadTopic(root, "0A", "sets").value?.title).toBe("sets");
    expect(loadTopic(root, "0A", "none").problems.map(problemText)).toEqual([
      "content/topics/0A/none.md: cannot be read: ENOENT",
    ]);
  });
});

describe("the content of this repository", () => {
  const repository = path.join(import.meta.dirname, "../../../..");
  it("has at least the 852 topics of the catalogue, each file as its schema wants it", () => {
    const content = loadContent(repository);
    expect(content.problems.map(problemText)).toEqual([]);
    expect(content.topics.size).toBeGreaterThanOrEqual(852);
  });
});
