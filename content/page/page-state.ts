import type { Problem } from "@blankfile/curriculum";
import type { PageSource } from "./page-context.ts";
import type { World } from "./world.ts";

/** What stands on a page besides its prose, in the order of the page. */
export type PageBlock =
  | { kind: "lab"; id: string }
  | { kind: "exercise"; id: string }
  | { kind: "run"; experiment: string; file: string }
  | { kind: "task"; id: string; task: TaskKind; title: string; rubric: number }
  | { kind: "code"; language: string; source: string; run: boolean; hidden: boolean; output: string };

export const taskKinds = ["derivation", "written", "teach-back"] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What the passes over one page share. */
export class PageState {
  readonly source: PageSource;
  readonly world: World;
  readonly blocks: PageBlock[] = [];
  /** Each with its line, one of the body. */
  readonly problems: Problem[] = [];

  constructor(source: PageSource, world: World) {
    this.source = source;
    this.world = world;
  }

  complain(field: string, line: number, message: string, hint: string): void {
    this.problems.push({ file: this.source.file, line, field, message, hint });
  }
}
