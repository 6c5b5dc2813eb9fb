import { z } from "zod";
import { milestone } from "./milestone.ts";
import { slug } from "./topic.ts";

/** A range of whole numbers, or one number: `[4, 8]`, `1`. */
const span = z.union([
  z.number().positive(),
  z.tuple([z.number().positive(), z.number().positive()]).refine(([from, to]) => from <= to, {
    error: "a span runs from the smaller to the larger number",
  }),
]);

const source = z.strictObject({
  /** Key in `content/references.yaml`. */
  ref: z.string().min(1),
  /** What it is for here, in a sentence or less. */
  note: z.string().min(1).optional(),
  /** The one to finish; at most one a unit. */
  primary: z.literal(true).optional(),
});

const post = z.strictObject({
  title: z.string().min(1),
  /** What it says and from which runs. */
  about: z.string().min(1),
});

const unit = z.strictObject({
  id: slug,
  title: z.string().min(1),
  /** Weeks at the track's pace; absent where it has no end. */
  weeks: span.optional(),
  /** Which branch it belongs to; the trunk unless named. */
  branch: slug.optional(),
  /** What the reader can do afterwards that they could not before. */
  goal: z.string().min(1),
  /** Why it stands here, or what the seed has differently. */
  note: z.string().min(1).optional(),
  /** In the order in which they are read. */
  topics: z.array(slug),
  /** Exercises beyond those of the topics. */
  exercises: z.array(slug).optional(),
  /** Ids of `content/experiments.yaml`. */
  experiments: z.array(z.string().min(1)).optional(),
  /** Files of `content/projects/`. */
  projects: z.array(slug).optional(),
  /** What to do, in order, where the unit is one of doing. */
  steps: z.array(z.string().min(1)).optional(),
  posts: z.array(post).optional(),
  reading: z.array(source).optional(),
  done: z.array(milestone).min(1),
  /** Where people get stuck or fool themselves here. */
  traps: z.array(z.string().min(1)).optional(),
});

const level = z.strictObject({
  /** "L2" */
  id: z.string().regex(/^L\d$/, "L0 to L9"),
  title: z.string().min(1),
  /** What somebody on this level can do. */
  can: z.string().min(1),
  /** What shows it. */
  deliverable: z.string().min(1),
  /** Months from the start at the track's hours; an estimate. */
  months: span.optional(),
  /** The unit whose done-whens reach it. */
  unit: slug,
});

const habit = z.strictObject({
  id: slug,
  title: z.string().min(1),
  /** What it is and why it pays. */
  text: z.string().min(1),
  /** Times a week. */
  perWeek: z.number().positive(),
});

const day = z.strictObject({
  /** "Monday", "Thursday"; several days share an entry. */
  days: z
    .array(z.enum(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
    .min(1),
  what: z.string().min(1),
  hours: span.optional(),
});

const branch = z.strictObject({
  id: slug,
  title: z.string().min(1),
  /** For whom, and what speaks against it. */
  text: z.string().min(1),
  /** The unit after which it leaves the trunk. */
  after: slug.optional(),
});

const shelf = z.strictObject({
  id: slug,
  title: z.string().min(1),
  entries: z.array(source).min(1),
});

const question = z.strictObject({ title: z.string().min(1), text: z.string().min(1) });

/** `content/tracks/<slug>.yaml`: an order through the map with a pace and with what shows that each part is done. */
export const trackSchema = z.strictObject({
  title: z.string().min(1),
  /** One sentence: for whom, and where it leads. */
  summary: z.string().min(1),
  /** The seed document that it follows. */
  seed: z.enum(["000", "001", "002", "003", "004"]).optional(),
  /** What it says of itself: shape, premises, what is opinion. A few paragraphs of Markdown. */
  about: z.string().min(1),
  /** Principles, each a title and what follows from it. */
  principles: z.array(question).optional(),
  /** Topics that it takes for known, and says so. */
  assumes: z.array(slug),
  hoursPerWeek: span,
  cadence: z.array(day).optional(),
  habits: z.array(habit).optional(),
  levels: z.array(level).optional(),
  branches: z.array(branch).optional(),
  units: z.array(unit).min(1),
  /** Signs, at the end of it, that it was learned. */
  signs: z.array(milestone).optional(),
  /** Reading, people and places that belong to the whole track. */
  shelves: z.array(shelf).optional(),
  /** Advice for the whole way. */
  advice: z.array(question).optional(),
  /** How much of it rests on what: claims with their sources, and what is the writers' opinion. */
  provenance: z.array(question).optional(),
  /** What the seed says that is corrected here, with the reason. */
  corrections: z.array(question).optional(),
  /** Conflicts of order that it keeps because its seed has them; counted by a test. */
  conflicts: z.number().int().min(0),
});

export type TrackMeta = z.infer<typeof trackSchema>;
export type Unit = z.infer<typeof unit>;

export interface Track extends TrackMeta {
  slug: string;
}
