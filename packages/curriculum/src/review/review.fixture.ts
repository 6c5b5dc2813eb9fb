import type { ProgressEvent } from "../evidence.ts";
import { buildGraph } from "../graph/graph.ts";
import { dayAfter } from "./days.ts";
import { reviewState } from "./review-state.ts";

const topic = (slug: string, module: string, requires: string[] = []) => ({
  slug,
  module,
  layer: "1",
  tier: 2 as const,
  requires: requires.map((id) => ({ id })),
  recommends: [],
});

/** sums ← means ← variance; colours stands alone, in another module. */
export const graph = buildGraph([
  topic("sums", "numbers"),
  topic("means", "numbers", ["sums"]),
  topic("variance", "spread", ["means"]),
  topic("colours", "art"),
]);

export const first = "2026-11-30";

/** The day so many days after the first, and a time at noon of it. */
export const on = (day: number) => dayAfter(first, day);
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

let number = 0;
function made(day: number, fields: object): ProgressEvent {
  number++;
  const at = Date.parse(`${on(day)}T12:00:00Z`) + number;
  return { id: `e${String(number).padStart(6, "0")}`, at, ...fields } as ProgressEvent;
}
export const answer = (day: number, name: string, rating = 3, more: object = {}) => {
  const [of, card] = name.split("/");
  return made(day, { kind: "review", topic: of, card, rating, ...more });
};
export const undo = (day: number, of: string) => made(day, { kind: "review-undo", of });
export const pause = (day: number, until: number) => made(day, { kind: "review-pause", until: on(until) });
export const spread = (day: number, days: number) => made(day, { kind: "review-spread", days });
export const forget = (day: number, module: string, forgotten = true) =>
  made(day, { kind: "review-forget", module, forgotten });

export const stateOn = (day: number, events: readonly ProgressEvent[]) =>
  reviewState(events, { dayOf, today: on(day), graph });
