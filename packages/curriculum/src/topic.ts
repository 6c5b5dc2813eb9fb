import { z } from "zod";

/** Lower-case words joined by hyphens: the file's name and the topic's identity, for ever. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a slug is lower-case words joined by hyphens");

export const layers = ["0A", "0B", "1", "2", "3", "4", "5"] as const;
export const layerId = z.enum(layers);
export type LayerId = z.infer<typeof layerId>;

const edge = z.strictObject({
  /** Slug of the topic needed. */
  id: slug,
  /** Why it is needed, shown to the reader; required of drafts and reviewed topics. */
  why: z.string().min(1).optional(),
});

const objective = z.strictObject({
  /** A verb and something observable, after "you can". */
  can: z.string().min(1),
  /** What proves it: "exercise:<slug>", "derivation:<name>", "written:<name>", "teach-back:<name>", "lab:<slug>", "run:<experiment>". */
  evidence: z
    .array(z.string().regex(/^(exercise|derivation|written|teach-back|lab|run):[a-z0-9/-]+$/))
    .min(1),
});

const reference = z.strictObject({
  /** Key in `content/references.yaml`. */
  ref: z.string().min(1),
  role: z.enum(["canonical", "exposition", "implementation", "critique", "history"]),
  /** Where in it: "section 3". */
  at: z.string().optional(),
});

const claim = z.strictObject({
  text: z.string().min(1),
  kind: z.enum(["theorem", "empirical", "definition", "opinion"]),
  /** How we know: derived again here; run here; read in the source; none of these. */
  status: z.enum(["re-derived", "tested-here", "source-read", "unverified"]),
  /** Where it holds. */
  scope: z.string().optional(),
});

const card = z
  .strictObject({
    kind: z.enum(["recall", "derive", "predict", "debug"]),
    front: z.string().min(1),
    /** Of a card with a program: why. What it prints, and the repaired program, are shown with it and are not told here. */
    back: z.string().min(1),
    /** TypeScript that the reader runs; it may import our packages. Predict: what does it print? Debug: it holds one fault. */
    program: z.string().min(1).optional(),
    /** Debug: what is true of the repaired program and not of the other. */
    checks: z
      .array(
        z.strictObject({
          /** A fact about a correct program: "the gap is the same with a sample more". */
          name: z.string().min(1),
          /** An expression that gives an outcome: "close(variance([1, 3]), 2)". It knows what the program exports and `@blankfile/curriculum/check`. */
          is: z.string().min(1),
        }),
      )
      .min(1)
      .max(3)
      .optional(),
    /** Debug: the program without the fault. */
    repaired: z.string().min(1).optional(),
  })
  .refine(({ kind, program }) => program === undefined || kind === "predict" || kind === "debug", {
    path: ["program"],
    message: "only a card of kind predict or debug runs one",
  })
  .refine(
    ({ kind, program, checks, repaired }) =>
      [checks, repaired].every((one) => (one !== undefined) === (kind === "debug" && program !== undefined)),
    {
      path: ["program"],
      message: "of kind debug it has checks and is repaired; no other card has either",
    },
  );

export type Card = z.infer<typeof card>;

const reading = z.strictObject({
  /** What the reader who did not write the page had of the canonical source. */
  sourceRead: z.enum(["full", "excerpt", "none"]),
  /** Address of what was read; required unless "none". */
  address: z.url().optional(),
  date: z.iso.date(),
  /** What was checked and what was changed. */
  note: z.string().min(1),
});

/** The front matter of `content/topics/<layer>/<slug>.md`. Strict: an unknown key is an error. */
export const topicSchema = z.strictObject({
  title: z.string().min(1),
  layer: layerId,
  module: z.string().min(1),
  /** 1 landmark, 2 core, 3 specialised. */
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  status: z.enum(["outline", "draft", "reviewed"]),
  /** One sentence; still empty for outlines far from the finished pages. */
  summary: z.string().optional(),
  /** Hard prerequisites. */
  requires: z.array(edge).max(4),
  /** Soft prerequisites. */
  recommends: z.array(edge),
  /** What can prove the topic. */
  affords: z.array(z.enum(["exercise", "lab", "derivation", "written"])).min(1),
  /** Topics often confused with this one; not part of the graph. */
  contrasts: z.array(slug).optional(),
  objectives: z.array(objective).min(3).max(6).optional(),
  minutes: z
    .strictObject({
      read: z.number().int().positive().optional(),
      practice: z.number().int().positive().optional(),
      basis: z.enum(["measured", "estimated"]),
    })
    .optional(),
  labs: z.array(slug).optional(),
  exercises: z.array(slug).optional(),
  /** Paths from the repository's root; each must exist. */
  code: z.array(z.string()).optional(),
  references: z.array(reference).optional(),
  claims: z.array(claim).optional(),
  cards: z.array(card).optional(),
  reading: reading.optional(),
});

export type TopicMeta = z.infer<typeof topicSchema>;

export interface Topic extends TopicMeta {
  slug: string;
  /** Markdown below the front matter; empty for an outline. */
  body: string;
}
