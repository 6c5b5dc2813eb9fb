import { layers } from "./topic.ts";

/** An exercise as the choice of the next one sees it. */
export interface PracticeItem {
  slug: string;
  /** The first topic that it proves. */
  topic: string;
  /** That topic's module and layer. */
  module: string;
  layer: string;
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

/** Why an exercise is proposed: the plan asks for its topic; its topic builds on the one just passed; it stands in the same module; it is the easiest. */
export type NextReason = "plan" | "opened" | "module" | "easiest";

export interface NextExercise<Item> {
  item: Item;
  because: NextReason;
  /** Hard prerequisites of its topic that are not known; empty where it can be started. */
  missing: string[];
}

/** What can be started now: not passed, and every hard prerequisite of the topic is known. First what the plan asks for, then the easy ones. */
export function startable<Item extends PracticeItem>(items: readonly Item[], state: PracticeState): Item[] {
  return inOrder(items, state).filter((item) => missingOf(item, state).length === 0);
}

/** The same without the condition, for somebody of whom nothing is known yet: what lacks the least comes first, from the lowest layer up. */
export function nearlyStartable<Item extends PracticeItem>(
  items: readonly Item[],
  state: PracticeState,
): Item[] {
  const lacks = (item: Item) => missingOf(item, state).length;
  return inOrder(items, state).sort((a, b) => lacks(a) - lacks(b) || layerRank(a) - layerRank(b));
}

/**
 * The exercise to go on with, after `last` or at the beginning; undefined where all are passed. One that can be started goes before one that
 * lacks something. Among these the plan comes first, then what builds on the topic of `last`, then its module, then anything.
 */
export function nextExercise<Item extends PracticeItem>(
  items: readonly Item[],
  state: PracticeState,
  last?: Pick<PracticeItem, "slug" | "topic" | "module">,
): NextExercise<Item> | undefined {
  const planned = new Set(state.plan);
  const wants: [NextReason, (item: Item) => boolean][] = [
    ["plan", ({ topic }) => planned.has(topic)],
    ["opened", ({ requires }) => last !== undefined && requires.includes(last.topic)],
    ["module", ({ module }) => module === last?.module],
    ["easiest", () => true],
  ];
  for (const list of [startable(items, state), nearlyStartable(items, state)])
    for (const [because, fits] of wants) {
      const item = list.find((item) => item.slug !== last?.slug && fits(item));
      if (item !== undefined) return { item, because, missing: missingOf(item, state) };
    }
  return undefined;
}

function missingOf({ requires }: PracticeItem, { known }: PracticeState): string[] {
  return requires.filter((topic) => !known.has(topic));
}

function inOrder<Item extends PracticeItem>(items: readonly Item[], { passed, plan }: PracticeState): Item[] {
  const place = new Map(plan.map((topic, i) => [topic, i]));
  const rank = ({ topic }: Item) => place.get(topic) ?? plan.length;
  return items
    .filter(({ slug }) => !passed.has(slug))
    .sort((a, b) => rank(a) - rank(b) || a.difficulty - b.difficulty || (a.slug < b.slug ? -1 : 1));
}

function layerRank({ layer }: PracticeItem): number {
  return (layers as readonly string[]).indexOf(layer);
}
