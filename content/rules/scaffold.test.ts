import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTopic } from "@blankfile/curriculum";
import { afterAll, describe, expect, it } from "vitest";
import { checkContent } from "./check-content.ts";
import { prompt, scaffold } from "./scaffold.ts";
import { outline, SmallContent } from "./small-content.ts";

const content = new SmallContent();
afterAll(() => content.delete());
const read = (file: string) => readFileSync(join(content.root, file), "utf8");
const topic = parseTopic(read(outline), "exponential", outline).value!;
const write = (files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) content.write(file, text);
};

describe("scaffold", () => {
  it("makes a draft of an outline, whose prompts are named as problems until they are replaced", async () => {
    const { created, changed } = scaffold({ kind: "topic", slug: "exponential", topic, read });
    expect(created).toEqual({});
    write(changed);
    const drafted = parseTopic(read(outline), "exponential", outline);
    expect(drafted.problems).toEqual([]);
    expect(drafted.value).toMatchObject({ status: "draft", title: "Exponential" });
    const { problems } = await checkContent(content.root, { part: true, cache: false });
    const ours = problems.filter(({ file }) => file === outline).map(({ message }) => message);
    expect(ours.filter((message) => message.includes("prompt of the scaffold"))).toHaveLength(8);
    expect(drafted.value!.body).toContain(`## Where it fails\n\n${prompt}`);
  });

  it("lays out an exercise and a lab, and lists them on their topic", () => {
    const exercise = scaffold({ kind: "exercise", slug: "powers", topic, read });
    expect(Object.keys(exercise.created)).toEqual(
      ["exercise.md", "starter.ts", "solution.ts", "second.ts", "checks.ts", "mutants/sign.ts"].map(
        (name) => `content/exercises/powers/${name}`,
      ),
    );
    write({ ...exercise.created, ...exercise.changed });
    expect(read(outline)).toContain("\nexercises: [powers]\n");
    write(scaffold({ kind: "exercise", slug: "roots", topic, read }).changed);
    expect(read(outline)).toContain("\nexercises: [powers, roots]\n");
    const lab = scaffold({ kind: "lab", slug: "growth", topic, read });
    expect(lab.created["content/labs/growth/lab.ts"]).toContain('title: "Exponential"');
    expect(lab.changed[outline]).toContain("\nlabs: [growth]\n");
  });

  it.each([
    [{ kind: "page", slug: "a" }, 'the kind is "page", one of topic, exercise, lab is needed'],
    [{ kind: "lab", slug: "A b" }, 'the slug is "A b", lower-case words joined by hyphens are needed'],
    [{ kind: "lab", slug: "a", topic: undefined }, "lab a needs a topic: --topic <slug>"],
    [{ kind: "topic", slug: "a", topic: { ...topic, status: "reviewed" as const } }, "is reviewed already"],
  ])("refuses %j", (asked, message) => {
    expect(() => scaffold({ topic, read, ...asked })).toThrow(message);
  });
});
