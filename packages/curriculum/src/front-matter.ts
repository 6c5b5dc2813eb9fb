import type { z } from "zod";
import { type Exercise, exerciseSchema } from "./exercise.ts";
import type { Problem } from "./problem.ts";
import { type Project, projectSchema } from "./project.ts";
import { type Topic, topicSchema } from "./topic.ts";
import { type Read, readYaml } from "./yaml-file.ts";

/** A Markdown file with front matter: the YAML between two lines of `---`, and the text below. */
export interface Parts {
  yaml: string;
  /** Without the blank lines around it. */
  body: string;
  /** 1-based line on which the body's first line stands. */
  bodyLine: number;
}

/** Takes a file with front matter apart; a string says why that cannot be done. Windows line ends become plain ones. */
export function splitFrontMatter(text: string): Parts | string {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const lines = plain.split("\n");
  if (lines[0]?.trimEnd() !== "---") return "begins without front matter; the first line must be ---";
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === "---");
  if (end === -1) return "has front matter without an end; a line of --- must close it";
  let first = end + 1;
  while (first < lines.length && lines[first]!.trim() === "") first++;
  return {
    yaml: lines.slice(1, end).join("\n"),
    body: lines.slice(first).join("\n").trimEnd(),
    bodyLine: first + 1,
  };
}

/** `content/topics/<layer>/<slug>.md` as a topic, or what is wrong with it. */
export function parseTopic(text: string, slug: string, file: string): Read<Topic> {
  const { value, problems } = parseWith(topicSchema, text, file);
  return value === undefined ? { problems } : { value: { slug, ...value.meta, body: value.body }, problems };
}

/** `exercise.md` of an exercise: its front matter and its statement. */
export function parseExercise(
  text: string,
  slug: string,
  file: string,
): Read<Omit<Exercise, "starter" | "solution" | "second" | "checks" | "mutants">> {
  const { value, problems } = parseWith(exerciseSchema, text, file);
  return value === undefined
    ? { problems }
    : { value: { slug, ...value.meta, statement: value.body }, problems };
}

/** `content/projects/<slug>.md` as a project, or what is wrong with it. */
export function parseProject(text: string, slug: string, file: string): Read<Project> {
  const { value, problems } = parseWith(projectSchema, text, file);
  return value === undefined ? { problems } : { value: { slug, ...value.meta, body: value.body }, problems };
}

function parseWith<M>(
  schema: z.ZodType<M>,
  text: string,
  file: string,
): { value?: { meta: M; body: string }; problems: Problem[] } {
  const parts = splitFrontMatter(text);
  if (typeof parts === "string") return { problems: [{ file, line: 1, message: parts }] };
  const { value: meta, problems } = readYaml(parts.yaml, schema, file, 1);
  return meta === undefined ? { problems } : { value: { meta, body: parts.body }, problems };
}
