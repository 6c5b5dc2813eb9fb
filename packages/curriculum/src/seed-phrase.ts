import { z } from "zod";
import { slug } from "./topic.ts";

const phrase = z.strictObject({
  seed: z.enum(["000", "001", "002", "003", "004"]),
  /** What the phrase is in its document: a concept, a milestone, a hard problem. */
  kind: z.string().min(1),
  phrase: z.string().min(1),
  /** What answers it. */
  topics: z.array(slug),
  /** Ids of projects. */
  projects: z.array(z.string()),
  /** Ids of `content/experiments.yaml`. */
  experiments: z.array(z.string()),
  /** "module:analysis", "track:governance" */
  other: z.array(z.string().regex(/^(module|track):[a-z0-9-]+$/)),
});

/** `content/seed-phrases.yaml`: each thing that the seeds name, and what answers it. */
export const seedPhrasesSchema = z.array(phrase);

export type SeedPhrase = z.infer<typeof phrase>;
