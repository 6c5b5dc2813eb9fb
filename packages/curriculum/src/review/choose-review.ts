import { closure } from "../graph/closure.ts";
import type { Graph } from "../graph/graph.ts";
import { recallOn } from "./memory.ts";
import { byName, byRisk, type CardMemory, type ReviewState } from "./review-state.ts";

/** So many answers a day, unless said otherwise. */
export const cardsPerDay = 15;

export interface ChooseOptions {
  /** Topic → ids of its cards, in the page's order. */
  deck: ReadonlyMap<string, readonly string[]>;
  state: ReviewState;
  graph: Graph;
  /** Topics claimed or better. */
  known: ReadonlySet<string>;
  /** The reader's destinations. */
  plan: readonly string[];
  today: string;
  limit?: number;
}

export interface ChosenCard {
  topic: string;
  card: string;
  /** The id under which it was answered before its front was worded anew; an answer's event takes it along. */
  was?: string;
  /** What is remembered of it, and how likely it is recalled today; missing for a card never answered. */
  memory?: CardMemory;
  recall?: number;
  /** The plan leads through its topic. */
  planned: boolean;
  /** Cards of its topic were answered that are no longer there under that wording. */
  reworded: boolean;
}

/**
 * The cards for the rest of today, in order; at most `limit` less what was answered today, none while a pause lasts.
 *
 * A card comes where it was answered before and is due, or where it is new and its topic is known. Due cards come before new ones, which
 * lose nothing by waiting; among either, those of topics that the plan leads through come first. Due cards then stand by how likely they
 * are still recalled, least likely first; new ones by their place in their topic, then by depth in the graph. Forgotten modules have none.
 *
 * An edited front: where a topic has exactly one card never answered and answers to exactly one card that is gone, the first goes on with
 * the memory of the second (`was`). Where several changed, nobody can say which became which: they are new, and `reworded` tells it.
 */
export function chooseReview(options: ChooseOptions): ChosenCard[] {
  const { state, graph, plan, today, limit = cardsPerDay } = options;
  const room = limit - state.answeredToday;
  if (room <= 0 || (state.pausedUntil !== undefined && today < state.pausedUntil)) return [];
  const destinations = plan.filter((slug) => graph.topics.has(slug));
  const planned = new Set([...destinations, ...closure(graph, destinations)]);
  const due: ChosenCard[] = [];
  const fresh: { place: number; chosen: ChosenCard }[] = [];
  const newToo = state.spreadUntil === undefined || today >= state.spreadUntil;
  for (const [topic, ids] of options.deck) {
    const module = graph.topics.get(topic)?.module;
    if (module === undefined || state.forgotten.has(module)) continue;
    cardsOf(topic, ids, state).forEach((card, place) => {
      const chosen = { ...card, planned: planned.has(topic) };
      if (card.memory === undefined) {
        if (newToo && options.known.has(topic)) fresh.push({ place, chosen });
      } else if (card.memory.due <= today) due.push({ ...chosen, recall: recallOn(card.memory, today) });
    });
  }
  due.sort((a, b) => planFirst(a, b) || byRisk(a.memory!, b.memory!, today));
  fresh.sort(
    ({ place: i, chosen: a }, { place: j, chosen: b }) =>
      planFirst(a, b) || i - j || graph.depth(a.topic) - graph.depth(b.topic) || byName(a, b),
  );
  return [...due, ...fresh.map(({ chosen }) => chosen)].slice(0, room);
}

function planFirst(a: ChosenCard, b: ChosenCard): number {
  return Number(b.planned) - Number(a.planned);
}

/** A topic's cards with what is remembered of them. */
function cardsOf(topic: string, ids: readonly string[], state: ReviewState): Omit<ChosenCard, "planned">[] {
  const known = state.cards.get(topic);
  const here = new Set(ids);
  const gone = [...(known?.keys() ?? [])].filter((card) => !here.has(card));
  const unanswered = [...here].filter((card) => !known?.has(card));
  const heir = gone.length === 1 && unanswered.length === 1 ? gone[0] : undefined;
  return [...here].map((card) => {
    const own = known?.get(card);
    if (own !== undefined) return { topic, card, memory: own, reworded: false };
    const reworded = gone.length > 0;
    if (heir === undefined) return { topic, card, reworded };
    return { topic, card, was: heir, memory: known!.get(heir)!, reworded };
  });
}
