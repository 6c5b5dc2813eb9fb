import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMigrations } from "../migrate-events.ts";
import { daysBetween } from "./days.ts";
import { afterAnswer } from "./memory.ts";
import { answer, first, forget, graph, on, pause, spread, stateOn, undo } from "./review.fixture.ts";
import { reviewState } from "./review-state.ts";

const memory = (state: ReturnType<typeof stateOn>, name: string) => {
  const [topic, card] = name.split("/");
  return state.cards.get(topic!)?.get(card!);
};

describe("answers", () => {
  it("fold into the memory that FSRS reckons from them in their order", () => {
    const [one, two] = [answer(0, "sums/a", 3), answer(2, "sums/a", 4)];
    const expected = afterAnswer(afterAnswer(undefined, 3, first), 4, on(2));
    for (const events of [
      [one, two],
      [two, one],
    ])
      expect(memory(stateOn(2, events), "sums/a")).toMatchObject(expected);
  });

  it("of today are counted; those of tomorrow are a wrong clock's and count for nothing", () => {
    const state = stateOn(3, [
      answer(0, "sums/a"),
      answer(3, "sums/b"),
      answer(3, "means/a"),
      answer(4, "means/b"),
    ]);
    expect(state.answeredToday).toBe(2);
    expect(memory(state, "means/b")).toBeUndefined();
  });

  it("under an old topic's name belong to the topic of today", () => {
    const events = applyMigrations(
      [answer(0, "old-sums/a")],
      [{ kind: "renamed", from: "old-sums", to: "sums", date: first }],
    ).events;
    expect(memory(stateOn(0, events), "sums/a")).toBeDefined();
  });

  it("to a card in the place of another go on with its memory, through several wordings", () => {
    const events = [
      answer(0, "sums/a"),
      answer(3, "sums/b", 3, { was: "a" }),
      answer(9, "sums/c", 3, { was: "b" }),
    ];
    const same = [answer(0, "sums/x"), answer(3, "sums/x"), answer(9, "sums/x")];
    const [worded, plain] = [stateOn(9, events), stateOn(9, same)];
    expect([...worded.cards.get("sums")!.keys()]).toEqual(["c"]);
    expect(memory(worded, "sums/c")!.stability).toBe(memory(plain, "sums/x")!.stability);
  });

  it("with a `was` that is no text, or names no card, are first answers", () => {
    for (const was of [7, "nothing", null])
      expect(memory(stateOn(0, [answer(0, "sums/a", 3, { was })]), "sums/a")).toMatchObject(
        afterAnswer(undefined, 3, first),
      );
  });
});

describe("an answer that was taken back", () => {
  it("leaves the memory of the one before, and today's count, as if it had not been given", () => {
    const [first, slip] = [answer(0, "sums/a", 3), answer(2, "sums/a", 1)];
    const state = stateOn(2, [first, slip, undo(2, slip.id)]);
    expect(state).toEqual(stateOn(2, [first]));
    expect(state.answeredToday).toBe(0);
  });

  it("gives no credit to prerequisites any more, and hands a reworded card's memory back", () => {
    const below = answer(0, "sums/a", 3);
    const above = answer(2, "means/a", 4);
    expect(stateOn(2, [below, above, undo(2, above.id)])).toEqual(stateOn(2, [below]));
    const worded = answer(2, "sums/b", 3, { was: "a" });
    expect(stateOn(2, [below, worded, undo(2, worded.id)])).toEqual(stateOn(2, [below]));
  });

  it("can be given anew, and that one counts", () => {
    const [slip, meant] = [answer(2, "sums/a", 1), answer(2, "sums/a", 4)];
    expect(stateOn(2, [slip, undo(2, slip.id), meant])).toEqual(stateOn(2, [meant]));
  });

  it("is as good as never given, whichever are taken back, whenever, twice or once, in whatever order the events come", () => {
    const marks = fc.infiniteStream(fc.record({ gone: fc.boolean(), day: fc.nat(30), key: fc.nat() }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), marks, (events, marks) => {
        const marked = events.map((one) => ({ one, ...(marks.next().value as Mark) }));
        const revoked = marked.filter(({ one, gone }) => gone && one.kind === "review");
        const undone = revoked.flatMap(({ one, day, key }) => [
          { one: undo(day, one.id), key: key + 1 },
          { one: undo(30, one.id), key: key - 1 },
        ]);
        const mixed = [...marked, ...undone].sort((a, b) => a.key - b.key).map(({ one }) => one);
        const left = events.filter((one) => !revoked.some((mark) => mark.one === one));
        expect(stateOn(30, mixed)).toEqual(stateOn(30, left));
      }),
    );
  });
});

describe("implicit credit", () => {
  // A good first answer is due after 2 days.
  const due = daysBetween(first, afterAnswer(undefined, 3, first).due);
  const below = answer(0, "sums/a", 3);
  const put = (...events: ReturnType<typeof answer>[]) =>
    daysBetween(first, memory(stateOn(50, [below, ...events]), "sums/a")!.due);

  it("a good answer on a topic puts a prerequisite's card that is due by tomorrow off, by a third of its interval, at least a day", () => {
    expect(due).toBe(2);
    expect(put()).toBe(2);
    expect(put(answer(2, "means/a", 3))).toBe(3);
    expect(put(answer(1, "means/a", 4))).toBe(3);
    const longer = [below, answer(30, "sums/a", 4)];
    const interval = daysBetween(on(30), memory(stateOn(30, longer), "sums/a")!.due);
    const day = 30 + interval;
    expect(interval).toBeGreaterThan(9);
    const after = memory(stateOn(day, [...longer, answer(day, "means/a")]), "sums/a")!;
    expect(daysBetween(on(day), after.due)).toBe(Math.round(interval / 3));
    expect(after.stability).toBe(memory(stateOn(day, longer), "sums/a")!.stability);
  });

  it("a card due later, an answer that was no better than hard, and a topic further down get none", () => {
    expect(put(answer(0, "means/a", 3))).toBe(2);
    expect(put(answer(2, "means/a", 2))).toBe(2);
    expect(put(answer(2, "variance/a", 4))).toBe(2);
    expect(put(answer(2, "no-such-topic/a", 4))).toBe(2);
  });

  it("a card whose own last answer was no better than hard gets none", () => {
    for (const rating of [1, 2]) {
      const weak = answer(0, "sums/a", rating);
      const alone = memory(stateOn(9, [weak]), "sums/a")!.due;
      expect(memory(stateOn(9, [weak, answer(1, "means/a", 4)]), "sums/a")!.due).toBe(alone);
    }
  });

  it("comes once between two answers of its own", () => {
    expect(put(answer(2, "means/a"), answer(3, "means/b"), answer(3, "means/c"))).toBe(3);
    const again = answer(3, "sums/a");
    const own = put(again);
    expect(put(again, answer(own - 1, "means/a"))).toBeGreaterThan(own);
  });
});

describe("pause, spread, forget", () => {
  it("the last pause counts, and a module can be taken back", () => {
    const state = stateOn(3, [
      pause(0, 7),
      pause(1, 1),
      forget(0, "art"),
      forget(1, "spread"),
      forget(2, "art", false),
    ]);
    expect(state.pausedUntil).toBe(on(1));
    expect([...state.forgotten]).toEqual(["spread"]);
  });

  it("spread deals what is due out evenly, the least likely recalled first, and touches nothing else", () => {
    const names = Array.from({ length: 7 }, (_, i) => `colours/${i}`);
    // Answered on days 0 to 6, all hard: the earlier, the less likely recalled on day 40.
    const events = [...names.map((name, i) => answer(i, name, 2)), answer(40, "sums/a", 4)];
    const state = stateOn(40, [...events, spread(40, 3)]);
    const days = names.map((name) => Math.max(0, daysBetween(on(40), memory(state, name)!.due)));
    expect(days).toEqual([0, 0, 0, 1, 1, 1, 2]);
    expect(memory(state, "sums/a")!.due).toBe(memory(stateOn(40, events), "sums/a")!.due);
    expect(state.spreadUntil).toBe(on(43));
  });

  it("spread over no days, or over a thousand, keeps to one and to sixty", () => {
    const events = [answer(0, "sums/a")];
    for (const [days, until] of [
      [-3, 1],
      [0, 1],
      [1000, 60],
    ] as const)
      expect(stateOn(0, [...events, spread(0, days)]).spreadUntil).toBe(on(until));
  });
});

interface Mark {
  gone: boolean;
  day: number;
  key: number;
}

const event = fc.oneof(
  fc
    .tuple(
      fc.nat(30),
      fc.constantFrom("sums", "means", "variance"),
      fc.constantFrom("a", "b"),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([day, topic, card, rating]) => answer(day, `${topic}/${card}`, rating)),
  fc.tuple(fc.nat(30), fc.nat(40)).map(([day, until]) => pause(day, until)),
  fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 9 })).map(([day, days]) => spread(day, days)),
  fc
    .tuple(fc.nat(30), fc.constantFrom("numbers", "spread"), fc.boolean())
    .map(([day, module, gone]) => forget(day, module, gone)),
);

it("the same events give the same state in whatever order they come, and stay as they were", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (events, keys) => {
      const before = JSON.stringify(events);
      const mixed = events
        .map((one) => ({ one, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(stateOn(30, mixed)).toEqual(stateOn(30, events));
      expect(JSON.stringify(events)).toBe(before);
    }),
  );
});

it("a day of today that is none is refused", () => {
  const events = [answer(0, "sums/a"), answer(0, "sums/a")];
  expect(() => reviewState(events, { dayOf: () => "soon", today: "soon", graph })).toThrow(
    'review: given the day "soon", needed one like "2026-11-30"',
  );
});
