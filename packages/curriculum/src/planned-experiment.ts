import { z } from "zod";
import { experimentName } from "./milestone.ts";

const planned = z.strictObject({
  title: z.string().min(1),
  /** What is compared with what. */
  compares: z.string().min(1),
  /** What an honest run must show. */
  shows: z.string().min(1),
  seed: z.enum(["001", "002", "003", "004"]),
  /** The file that runs it; absent where it is still to come. */
  file: experimentName.optional(),
  /** Why the runnable one is smaller than the original, where it is. */
  scaled: z.string().min(1).optional(),
});

/** `content/experiments.yaml`: the experiments that the seeds ask for, by id, those still to come among them. */
export const plannedExperimentsSchema = z.record(z.string().regex(/^[a-zA-Z0-9-]+$/), planned);

export type PlannedExperiment = z.infer<typeof planned>;
