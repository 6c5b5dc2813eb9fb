import { z } from "zod";
import { slug } from "./topic.ts";

/** The front matter of `content/exercises/<slug>/exercise.md`; the body is the statement. */
export const exerciseSchema = z
  .strictObject({
    title: z.string().min(1),
    /** Topics that a pass is evidence for, the first one being the page it stands on. */
    topics: z.array(slug).min(1),
    /** A few lines or values to predict; a function or more from nothing; a file with a planted fault; from nothing, on time and without hints. */
    kind: z.enum(["concept", "blank", "debug", "gauntlet"]),
    difficulty: z.number().int().min(1).max(5),
    /** Of somebody who knows what it needs: timed, or a guess that says so. */
    minutes: z
      .strictObject({ practice: z.number().int().positive(), basis: z.enum(["measured", "estimated"]) })
      .optional(),
    /** A gauntlet's limit, in minutes. */
    within: z.number().int().positive().optional(),
    /** Packages of ours that a solution may import; none unless named. */
    imports: z.array(z.string().regex(/^@blankfile\/[a-z]+$/)),
    /** In order, each nearer to the solution, never the answer; a gauntlet has none. */
    hints: z.array(z.string().min(1)),
    /** Why nobody would write another correct solution; without it there is a `second.ts`. */
    oneWay: z.string().min(1).optional(),
    /** The library's export that a passing solution can stand in for, through `provide.ts`. */
    provides: z.strictObject({ package: z.string(), export: z.string() }).optional(),
  })
  .refine(({ kind, hints }) => (kind === "gauntlet") === (hints.length === 0), {
    path: ["hints"],
    message: "a gauntlet has no hints, every other exercise at least one",
  })
  .refine(({ kind, within }) => (kind === "gauntlet") === (within !== undefined), {
    path: ["within"],
    message: "a gauntlet says within how many minutes it is to be passed, no other exercise does",
  });

export type ExerciseMeta = z.infer<typeof exerciseSchema>;

export interface Exercise extends ExerciseMeta {
  slug: string;
  statement: string;
  starter: string;
  solution: string;
  /** A correct solution that is written another way: the checks must let it through too. */
  second?: string;
  checks: string;
  mutants: { name: string; source: string }[];
}
