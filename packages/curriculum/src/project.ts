import { z } from "zod";
import { milestone } from "./milestone.ts";
import { slug } from "./topic.ts";

/** The front matter of `content/projects/<slug>.md`; below it the page: why, how to go about it, where it goes wrong. */
export const projectSchema = z.strictObject({
  title: z.string().min(1),
  /** The catalogue's id, which the coverage of the seeds names: "p07". */
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** A project of a seed; a hard problem; what ends a phase. */
  kind: z.enum(["portfolio", "core", "arena", "phase", "branch"]),
  /** Of a hard problem. */
  band: z.enum(["hard", "brutal", "legendary"]).optional(),
  /** The one question that it answers. */
  question: z.string().min(1),
  /** One sentence. */
  summary: z.string().min(1),
  topics: z.array(slug).min(1),
  /** Ids of `content/experiments.yaml`. */
  experiments: z.array(z.string().min(1)).optional(),
  /** Paths of what the library has for it already; each must exist. */
  code: z.array(z.string()).optional(),
  /** What the library still lacks for it, in words a reader understands; absent where nothing is missing. */
  missing: z.string().min(1).optional(),
  /** From the first thing that runs to the finished work. */
  milestones: z.array(milestone).min(2),
  /** What a stranger would judge it by. */
  rubric: z.array(z.string().min(1)).min(3),
  /** Where and in what form to show it. */
  publish: z.string().min(1),
  hours: z.union([z.number().positive(), z.tuple([z.number().positive(), z.number().positive()])]).optional(),
});

export type ProjectMeta = z.infer<typeof projectSchema>;

export interface Project extends ProjectMeta {
  slug: string;
  /** Markdown below the front matter. */
  body: string;
}
