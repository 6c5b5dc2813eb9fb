import { byOrder } from "../event-order.ts";
import type { ProgressEvent, ReviewEvent } from "../evidence.ts";
import type { Graph } from "../graph/graph.ts";
import { standing } from "../standing.ts";
import { dayAfter, daysBetween } from "./days.ts";
import { afterAnswer, type Memory, recallOn } from "./memory.ts";

/** A card that was answered. */
export interface CardMemory extends Memory {
  topic: string;
  card: string;
  /** It was put off by answers on what needs its topic, and is not again before an answer of its own. */
  credited: boolean;
}

export interface ReviewState {
  /** Topic → card → memory, of cards answered at least once. */
  cards: Map<string, Map<string, CardMemory>>;
  /** Modules that the reader took out. */
  forgotten: Set<string>;
  /** The first day on which cards are asked again; today or earlier where there is no pause. */
  pausedUntil: string | undefined;
  /** No new cards before this day: what was due is being dealt out. */
  spreadUntil: string | undefined;
  /** Answers given today. */
  answeredToday: number;
}

export interface ReviewDays {
  /** On which day a time lies for the reader, "2026-11-30". */
  dayOf: (at: number) => string;
  today: string;
}

/** The share of its own interval by which a card is put off by implicit credit. */
const creditShare = 1 / 3;

/** Dealing out goes no further than this, in days. */
const longestSpread = 60;

/**
 * The memory of every card, from the events in their order (`orderOf`), whatever order they come in. Events of days after `today` are a
 * wrong clock's and do not count. An answer that was taken back leaves no trace: everything is as if it had not been given.
 *
 * Implicit credit: a good or easy answer on a topic uses its hard prerequisites. A card of one of these that is due by the next day, and
 * whose own last answer was good or easy, is put off by a third of its interval, at least a day, once between two answers of its own.
 * Stability and difficulty stay as they are: nobody saw the card recalled. (The idea of repetitions that flow down a graph of topics is
 * Math Academy's Fractional Implicit Repetition; the third is a choice of ours, not measured.)
 */
export function reviewState(
  events: readonly ProgressEvent[],
  { dayOf, today, graph }: ReviewDays & { graph: Graph },
): ReviewState {
  const state: ReviewState = {
    cards: new Map(),
    forgotten: new Set(),
    pausedUntil: undefined,
    spreadUntil: undefined,
    answeredToday: 0,
  };
  for (const event of standing(events.filter(({ kind }) => kind.startsWith("review"))).sort(byOrder)) {
    const day = dayOf(event.at);
    if (day > today) continue;
    switch (event.kind) {
      case "review":
        answer(state, event, day);
        if (event.rating >= 3) credit(state, graph, event.topic, day);
        if (day === today) state.answeredToday++;
        break;
      case "review-pause":
        state.pausedUntil = event.until;
        break;
      case "review-spread":
        spread(state, day, event.days);
        break;
      case "review-forget":
        if (event.forgotten) state.forgotten.add(event.module);
        else state.forgotten.delete(event.module);
        break;
    }
  }
  return state;
}

/** A card that took the place of another (`was`) goes on with its memory. */
function answer({ cards }: ReviewState, { topic, card, was, rating }: ReviewEvent, day: string): void {
  let known = cards.get(topic);
  if (known === undefined) cards.set(topic, (known = new Map()));
  let before = known.get(card);
  if (before === undefined && typeof was === "string") {
    before = known.get(was);
    known.delete(was);
  }
  known.set(card, { ...afterAnswer(before, rating, day), topic, card, credited: false });
}

function credit({ cards }: ReviewState, graph: Graph, topic: string, day: string): void {
  if (!graph.topics.has(topic)) return;
  for (const below of graph.requires(topic))
    for (const memory of cards.get(below)?.values() ?? []) {
      if (memory.credited || memory.rating < 3 || memory.due > dayAfter(day, 1)) continue;
      const own = Math.max(1, daysBetween(memory.answered, memory.due));
      const from = memory.due > day ? memory.due : day;
      memory.due = dayAfter(from, Math.max(1, Math.round(own * creditShare)));
      memory.credited = true;
    }
}

/** Deals what is due by `day` out over so many days, what is most at risk first. */
function spread(state: ReviewState, day: string, days: number): void {
  const over = Math.min(longestSpread, Math.max(1, Math.floor(days)));
  const due = [...state.cards.values()]
    .flatMap((known) => [...known.values()])
    .filter((memory) => memory.due <= day)
    .sort((a, b) => byRisk(a, b, day));
  const share = Math.ceil(due.length / over);
  due.forEach((memory, i) => {
    const later = Math.floor(i / share);
    if (later > 0) memory.due = dayAfter(day, later);
  });
  state.spreadUntil = dayAfter(day, over);
}

/** Least likely to be recalled first; by name where that is the same. */
export function byRisk(a: CardMemory, b: CardMemory, day: string): number {
  return recallOn(a, day) - recallOn(b, day) || byName(a, b);
}

export function byName(a: { topic: string; card: string }, b: { topic: string; card: string }): number {
  const [left, right] = [`${a.topic} ${a.card}`, `${b.topic} ${b.card}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
