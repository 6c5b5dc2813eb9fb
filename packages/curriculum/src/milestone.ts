import { z } from "zod";
import { slug } from "./topic.ts";

/** A path below `experiments/`, without its ending: "nn/digits-mlp". */
export const experimentName = z
  .string()
  .regex(/^[a-z]+\/[a-z0-9-]+$/, 'an experiment is named by folder and file: "nn/digits-mlp"');

/**
 * What shows that something is done. Only `checked` and `run` are found by us in the reader's events; `self` and `artifact` are the
 * reader's word, `external` somebody else's, and each is shown as what it is. `planned` stands where ours is still to come.
 */
export const proof = z.discriminatedUnion("kind", [
  /** These exercises are passed. */
  z.strictObject({ kind: z.literal("checked"), exercises: z.array(slug).min(1) }),
  /** A run of an experiment of ours, with the reader's own code where it says so, whose metric meets the predicate. */
  z.strictObject({
    kind: z.literal("run"),
    experiment: experimentName,
    metric: z.string().min(1).optional(),
    /** ">= 0.98" */
    is: z
      .string()
      .regex(/^(>=|<=|>|<) -?\d+(\.\d+)?$/, 'a comparison with a number: ">= 0.98"')
      .optional(),
  }),
  /** A file of the reader's: its name or what it is; kept with its hash. */
  z.strictObject({ kind: z.literal("artifact"), file: z.string().min(1) }),
  /** The reader compares with these lines. */
  z.strictObject({ kind: z.literal("self"), rubric: z.array(z.string().min(1)).min(1) }),
  /** Something outside that only a link can show. */
  z.strictObject({ kind: z.literal("external"), what: z.string().min(1) }),
  /** What will show it, once it is here. */
  z.strictObject({
    kind: z.literal("planned"),
    as: z.enum(["checked", "run"]),
    what: z.string().min(1),
  }),
]);

/** A thing to reach, and what shows that it is reached. */
export const milestone = z.strictObject({
  /** Identity within its file, for ever: the reader's events name it. */
  id: slug,
  text: z.string().min(1),
  proof,
});

export type Proof = z.infer<typeof proof>;
export type Milestone = z.infer<typeof milestone>;
