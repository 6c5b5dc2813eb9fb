import { z } from "zod";
import { slug } from "./topic.ts";

/** The front matter of `content/exercises/<slug>/exercise.md`; the body is the statement. */
export const exerciseSchema = z.strictObject({
  title: z.string().min(1),
  /** Topics that a pass is evidence for, the first one being the page it stands on. */
  topics: z.array(slug).min(1),
  kind: z.enum(["concept", "blank", "debug", "gauntlet"]),
  difficulty: z.number().int().min(1).max(5),
  minutes: z.number().int().positive(),
  /** Packages of ours that a solution may import; none unless named. */
  imports: z.array(z.string().regex(/^@blankfile\/[a-z]+$/)),
  /** In order, each nearer to the solution, never the answer. */
  hints: z.array(z.string().min(1)).min(1),
  /** The library's export that a passing solution can stand in for. */
  provides: z.strictObject({ package: z.string(), export: z.string() }).optional(),
});

export type ExerciseMeta = z.infer<typeof exerciseSchema>;

export interface Exercise extends ExerciseMeta {
  slug: string;
  statement: string;
  starter: string;
  solution: string;
  checks: string;
  mutants: { name: string; source: string }[];
}
