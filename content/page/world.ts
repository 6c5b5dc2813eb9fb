import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { anchorsOf } from "./heading-ids.ts";
import { isPackage, packagesHash } from "./package-sources.ts";
import type { PageContext } from "./page-context.ts";

/** A question about something outside the page's text, and the answer; "" says that there is no such thing. */
export type Answered = [question: Question, name: string, answer: string];
type Question = "topic" | "heading" | "lab" | "exercise" | "file" | "packages";

/**
 * Everything that a page asks about what lies outside its own text goes through here and is written down, so that a
 * cached page is known to be good: the same text, and each question still has the answer it had.
 */
export class World {
  readonly answered: Answered[] = [];
  readonly context: PageContext;

  constructor(context: PageContext) {
    this.context = context;
  }

  /** Title of the topic, lab or exercise; "" where there is none. */
  title(kind: "topic" | "lab" | "exercise", slug: string): string {
    return this.#ask(kind, slug);
  }

  /** Whether the topic's page has a heading with this id. */
  hasHeading(slug: string, id: string): boolean {
    return this.#ask("heading", `${slug}#${id}`) !== "";
  }

  /** SHA-256 of a file below the root, "folder" for a folder, "" for neither. */
  file(path: string): string {
    return this.#ask("file", path);
  }

  /** Hash over the sources of these packages and of all that they import. */
  packages(names: readonly string[]): string {
    return this.#ask("packages", [...names].sort().join(" "));
  }

  #ask(question: Question, name: string): string {
    const given = answer(this.context, question, name);
    this.answered.push([question, name, given]);
    return given;
  }
}

/** Whether every question would be answered the same today. */
export function stillHolds(context: PageContext, answered: readonly Answered[]): boolean {
  return answered.every(([question, name, given]) => answer(context, question, name) === given);
}

function answer(context: PageContext, question: Question, name: string): string {
  switch (question) {
    case "topic":
      return context.topics.get(name)?.title ?? "";
    case "lab":
      return context.labs.get(name)?.title ?? "";
    case "exercise":
      return context.exercises.get(name)?.title ?? "";
    case "heading": {
      const [slug, id] = name.split("#") as [string, string];
      return anchorsOf(context.topics.get(slug)?.body ?? "").has(id) ? "yes" : "";
    }
    case "file":
      return fileHash(context.root, name);
    case "packages":
      return packagesAnswer(name.split(" ").filter((one) => one !== ""));
  }
}

function packagesAnswer(names: string[]): string {
  return names.every(isPackage) ? packagesHash(names) : "";
}

function fileHash(root: string, path: string): string {
  const full = join(root, path);
  if (!full.startsWith(resolve(root) + sep)) return "";
  const stats = statSync(full, { throwIfNoEntry: false });
  if (stats === undefined) return "";
  return stats.isDirectory() ? "folder" : createHash("sha256").update(readFileSync(full)).digest("hex");
}
