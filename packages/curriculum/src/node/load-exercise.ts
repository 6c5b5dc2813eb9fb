import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Exercise } from "../exercise.ts";
import { parseExercise } from "../front-matter.ts";
import { likeness } from "../likeness.ts";
import type { Problem } from "../problem.ts";
import { slug as slugSchema } from "../topic.ts";
import type { Read } from "../yaml-file.ts";

/** `content/exercises/<slug>/` with the text of all its files, or what is wrong with it. */
export function loadExercise(root: string, slug: string): Read<Exercise> {
  const folder = `content/exercises/${slug}`;
  const problems: Problem[] = [];
  const text = (name: string): string => {
    try {
      return readFileSync(path.join(root, folder, name), "utf8");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      problems.push({
        file: `${folder}/${name}`,
        message: code === "ENOENT" ? "is missing" : `cannot be read: ${code}`,
        hint: "an exercise is exercise.md, starter.ts, solution.ts, second.ts, checks.ts and mutants/*.ts",
      });
      return "";
    }
  };
  if (!slugSchema.safeParse(slug).success)
    problems.push({ file: folder, message: "is no slug", hint: "lower-case words joined by hyphens" });
  const page = text("exercise.md");
  const sources = { starter: text("starter.ts"), solution: text("solution.ts"), checks: text("checks.ts") };
  const second = existsSync(path.join(root, folder, "second.ts")) ? text("second.ts") : undefined;
  const mutants = mutantFiles(path.join(root, folder)).map((file) => ({
    name: path.basename(file, ".ts"),
    source: readFileSync(file, "utf8"),
  }));
  if (mutants.length < 3 || mutants.length > 6)
    problems.push({
      file: `${folder}/mutants`,
      message: `holds ${mutants.length} files; 3 to 6 are needed`,
      hint: "each a plausible wrong solution, a mistake that people make",
    });
  if (problems.length > 0) return { problems };
  const { value, problems: found } = parseExercise(page, slug, `${folder}/exercise.md`);
  if (value === undefined) return { problems: found };
  const exercise = { ...value, ...sources, ...(second !== undefined && { second }), mutants };
  return { value: exercise, problems: [...found, ...secondProblems(folder, exercise)] };
}

/** There is another correct solution, or a reason why nobody would write one. */
function secondProblems(folder: string, { solution, second, oneWay }: Exercise): Problem[] {
  const file = `${folder}/second.ts`;
  if (second === undefined && oneWay === undefined)
    return [
      {
        file,
        message: "is missing",
        hint: "a correct solution written another way, or oneWay in exercise.md",
      },
    ];
  if (second !== undefined && oneWay !== undefined)
    return [{ file, message: "is there, and oneWay says that there is none", hint: "remove one of the two" }];
  if (second === undefined || likeness(solution, second) < 0.8) return [];
  return [
    {
      file,
      message: "is the solution again with other names",
      hint: "written another way: another order, another formula, another structure of data",
    },
  ];
}

/** Paths of an exercise's mutants, in the order of their names. */
export function mutantFiles(folder: string): string[] {
  try {
    return readdirSync(path.join(folder, "mutants"))
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => path.join(folder, "mutants", name));
  } catch {
    return [];
  }
}
