/** An exercise as the choice of the next one sees it. */
export interface PracticeItem {
  slug: string;
  /** The first topic that it proves. */
  topic: string;
  /** That topic's module. */
  module: string;
  difficulty: number;
  /** Hard prerequisites of that topic. */
  requires: readonly string[];
}

export interface PracticeState {
  /** Topics with any evidence. */
  known: ReadonlySet<string>;
  /** Exercises that were passed. */
  passed: ReadonlySet<string>;
  /** What is missing of the plan, in the order to learn it in; empty without a plan. */
  plan: readonly string[];
}

/** Why an exercise is proposed: the plan asks for its topic; its topic builds on the one just passed; it stands in the same module; it can be started. */
export type NextReason = "plan" | "opened" | "module" | "ready";

export interface NextExercise<Item> {
  item: Item;
  because: NextReason;
}

/** What can be started now: not passed, and every hard prerequisite of the topic is known. First what the plan asks for, then the easy ones. */
export function startable<Item extends PracticeItem>(
  items: readonly Item[],
  { known, passed, plan }: PracticeState,
): Item[] {
  const place = new Map(plan.map((topic, i) => [topic, i]));
  const rank = ({ topic }: Item) => place.get(topic) ?? plan.length;
  return items
    .filter(({ slug, requires }) => !passed.has(slug) && requires.every((topic) => known.has(topic)))
    .sort((a, b) => rank(a) - rank(b) || a.difficulty - b.difficulty || (a.slug < b.slug ? -1 : 1));
}

/**
 * The exercise to go on with, after `last` or at the beginning; undefined where none can be started. The plan comes first, then what builds
 * on the topic of `last`, then its module, then anything, each time the easiest.
 */
export function nextExercise<Item extends PracticeItem>(
  items: readonly Item[],
  standing: PracticeState,
  last?: Pick<PracticeItem, "slug" | "topic" | "module">,
): NextExercise<Item> | undefined {
  const ready = startable(items, standing).filter(({ slug }) => slug !== last?.slug);
  const planned = new Set(standing.plan);
  const wants: [NextReason, (item: Item) => boolean][] = [
    ["plan", ({ topic }) => planned.has(topic)],
    ["opened", ({ requires }) => last !== undefined && requires.includes(last.topic)],
    ["module", ({ module }) => module === last?.module],
    ["ready", () => true],
  ];
  for (const [because, fits] of wants) {
    const item = ready.find(fits);
    if (item !== undefined) return { item, because };
  }
  return undefined;
}
