import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProgressEvent } from "../evidence.ts";
import { type ChooseOptions, cardsPerDay, chooseReview } from "./choose-review.ts";
import { answer, forget, graph, on, pause, spread, stateOn } from "./review.fixture.ts";

const deck = new Map([
  ["sums", ["a", "b"]],
  ["means", ["a", "b"]],
  ["variance", ["a"]],
  ["colours", ["a"]],
]);
const all = new Set(deck.keys());
type More = Partial<ChooseOptions>;
const choose = (day: number, events: readonly ProgressEvent[], more: More = {}) =>
  chooseReview({ deck, state: stateOn(day, events), graph, known: all, plan: [], today: on(day), ...more });
const names = (...given: Parameters<typeof choose>) =>
  choose(...given).map(({ topic, card }) => `${topic}/${card}`);

describe("new cards", () => {
  it("come from known topics only, a card of each topic before its second, prerequisites first", () => {
    expect(names(0, [], { known: new Set() })).toEqual([]);
    expect(names(0, [], { known: new Set(["means"]) })).toEqual(["means/a", "means/b"]);
    expect(names(0, [])).toEqual(["colours/a", "sums/a", "means/a", "variance/a", "sums/b", "means/b"]);
  });

  it("of topics that the plan leads through come before others, the destination's among them", () => {
    const plan = ["means", "no-such-topic"];
    expect(names(0, [], { plan }).slice(0, 4)).toEqual(["sums/a", "means/a", "sums/b", "means/b"]);
    expect(choose(0, [], { plan }).map(({ planned }) => planned)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("due cards", () => {
  it("come whether their topic is known or not, before new ones; the least likely recalled first, with the likelihood", () => {
    const events = [answer(0, "colours/a", 3), answer(1, "sums/a", 2), answer(0, "variance/a", 4)];
    const known = new Set(["means"]);
    const chosen = choose(5, events, { known });
    expect(chosen.map(({ topic, card }) => `${topic}/${card}`)).toEqual([
      "sums/a",
      "colours/a",
      "means/a",
      "means/b",
    ]);
    expect(chosen[0]!.recall).toBeLessThan(chosen[1]!.recall!);
    expect(chosen[2]!.recall).toBeUndefined();
  });

  it("of the plan come before the others", () => {
    const events = [answer(0, "colours/a", 2), answer(3, "sums/a", 3)];
    expect(names(6, events, { known: new Set() })).toEqual(["colours/a", "sums/a"]);
    expect(names(6, events, { known: new Set(), plan: ["variance"] })).toEqual(["sums/a", "colours/a"]);
  });

  it("that were answered today do not come again today, however badly", () => {
    expect(names(0, [answer(0, "sums/a", 1)])).not.toContain("sums/a");
    expect(names(1, [answer(0, "sums/a", 1)])[0]).toBe("sums/a");
  });
});

describe("a card whose front was edited", () => {
  const events = [answer(0, "sums/old", 3)];

  it("goes on with the memory of the one that is gone, where there is one of each", () => {
    const edited = new Map([["sums", ["new"]]]);
    expect(names(1, events, { deck: edited })).toEqual([]);
    const [chosen] = choose(2, events, { deck: edited });
    expect(chosen).toMatchObject({ card: "new", was: "old", reworded: true });
    const after = [...events, answer(2, "sums/new", 3, { was: "old" })];
    expect(stateOn(2, after).cards.get("sums")!.get("new")!.stability).toBeGreaterThan(
      stateOn(2, events).cards.get("sums")!.get("old")!.stability,
    );
    expect(choose(30, after, { deck: edited })).toMatchObject([{ card: "new", reworded: false }]);
  });

  it("is new, and says so, where two could have become it", () => {
    const chosen = choose(1, events, { deck: new Map([["sums", ["x", "y"]]]) });
    expect(chosen.map(({ card, memory, was, reworded }) => [card, memory, was, reworded])).toEqual([
      ["x", undefined, undefined, true],
      ["y", undefined, undefined, true],
    ]);
  });
});

describe("the reader's wishes", () => {
  it("a pause lasts up to its day", () => {
    const events = [answer(0, "sums/a"), pause(0, 5)];
    expect(names(4, events)).toEqual([]);
    expect(names(5, events)).toContain("sums/a");
    expect(names(4, [...events, pause(4, 4)])).toContain("sums/a");
  });

  it("while due cards are dealt out, no new ones come", () => {
    const events = [answer(0, "colours/a", 2), answer(0, "sums/a", 2), spread(9, 2)];
    expect(names(9, events)).toHaveLength(1);
    expect(names(11, events).length).toBeGreaterThan(2);
  });

  it("a topic that the map does not have is asked nothing", () => {
    expect(names(0, [], { deck: new Map([["gone", ["a"]]]), known: new Set(["gone"]) })).toEqual([]);
  });
});

/** A deck large enough for a backlog. */
const large = new Map([...deck.keys()].map((slug) => [slug, Array.from({ length: 20 }, (_, i) => `${i}`)]));
const history = fc
  .array(fc.tuple(fc.nat(20), fc.constantFrom(...large.keys()), fc.nat(19), fc.integer({ min: 1, max: 4 })), {
    maxLength: 60,
  })
  .map((rows) => rows.map(([day, topic, card, rating]) => answer(day, `${topic}/${card}`, rating)));

it("with today's answers it is never more than the limit, no card twice, and the same each time", () => {
  fc.assert(
    fc.property(history, fc.nat(25), fc.option(fc.nat(30), { nil: undefined }), (events, day, limit) => {
      const more = { deck: large, ...(limit !== undefined && { limit }) };
      const chosen = names(day, events, more);
      const today = stateOn(day, events).answeredToday;
      expect(chosen.length).toBeLessThanOrEqual(Math.max(0, (limit ?? cardsPerDay) - today));
      expect(new Set(chosen).size).toBe(chosen.length);
      expect(names(day, [...events].reverse(), more)).toEqual(chosen);
    }),
  );
});

it("after a break everything due comes within the days that the limit needs", () => {
  let events: ProgressEvent[] = [...large].flatMap(([topic, ids]) =>
    ids.map((id) => answer(0, `${topic}/${id}`, 4)),
  );
  const seen = new Set<string>();
  for (let day = 200; day < 200 + Math.ceil(80 / cardsPerDay); day++) {
    const chosen = names(day, events, { deck: large });
    for (const name of chosen) seen.add(name);
    // "Hard" gives no credit to others, and no card is due again so soon.
    events = [...events, ...chosen.map((name) => answer(day, name, 2))];
  }
  expect(seen.size).toBe(80);
});

it("a forgotten module has no cards, whatever was answered, and all of them again when it is taken back", () => {
  fc.assert(
    fc.property(history, fc.constantFrom("numbers", "spread", "art"), (events, module) => {
      const more = { deck: large, limit: 1000 };
      const gone = choose(20, [...events, forget(20, module)], more);
      expect(gone.filter(({ topic }) => graph.topics.get(topic)!.module === module)).toEqual([]);
      const back = names(20, [...events, forget(20, module), forget(20, module, false)], more);
      expect(back).toEqual(names(20, events, more));
    }),
  );
});
