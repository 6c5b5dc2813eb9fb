import { byOrder, countFrom, firstTime, utcDay } from "./event-order.ts";
import { type CheckEvent, type ProgressEvent, type Rung, rungs } from "./evidence.ts";

/** What stands behind a topic's rung. */
export interface Evidence {
  rung: Rung;
  /** The events that produced each rung reached, the first of each kind of proof, in the order of time. */
  because: Reason[];
  claimed: boolean;
}

export interface Reason {
  rung: Exclude<Rung, "none">;
  at: number;
  /** The kind of event: a pass of an exercise can be explained, checked or rebuilt, and a claim can be a placement's. */
  by: "claim" | "placement" | "explain" | "check" | "use";
  /** The exercise, task, lab ("lab/small-gpt") or run; missing for a claim. */
  what?: string;
  /** Rubric lines met at best, or checks passed, of how many. */
  count?: readonly [number, number];
  /** Hints that had been seen before a pass. */
  hintsSeen?: number;
}

/**
 * The state of every topic that has any evidence: the highest rung reached, and why.
 *
 * - *claimed*: you said so, or a placement credited it, and you did not take it back.
 * - *explained*: a task was compared with its rubric and at least one line was met; or an exercise was passed after its solution had been
 *   opened, which shows that it was read and understood rather than found.
 * - *checked*: an exercise was passed without its solution having been opened before.
 * - *rebuilt*: passed again from a blank file, without hints or solution, on a later day (UTC) than the first pass.
 * - *used*: your own code in a run or project.
 *
 * Events count in their order (`orderOf`), whatever order they come in. An unclaim takes back claims only. A clock that was wrong earns
 * nothing and forbids nothing: a day after `now` is no later day yet, and a first pass that a wrong clock dated gives its place to the next (`countFrom`).
 */
export function foldEvidence(
  events: readonly ProgressEvent[],
  now = Number.POSITIVE_INFINITY,
): Map<string, Evidence> {
  const topics = new Map<string, Evidence>();
  const opened = new Set<string>();
  const passedAt = new Map<string, number>();
  const today = now === Number.POSITIVE_INFINITY ? "~" : utcDay(now);
  const ordered = [...events].sort(byOrder);

  for (const event of ordered) {
    switch (event.kind) {
      case "claim":
        claim(topics, event.topic, { at: event.at, by: "claim" });
        break;
      case "placement":
        if (event.passed)
          for (const topic of event.topics) claim(topics, topic, { at: event.at, by: "placement" });
        break;
      case "unclaim":
        takeBack(topics, event.topic);
        break;
      case "explain":
        if (event.lines[0] > 0)
          add(topics, event.topic, {
            rung: "explained",
            by: "explain",
            at: event.at,
            what: event.task,
            count: event.lines,
          });
        break;
      case "use":
        add(topics, event.topic, { rung: "used", by: "use", at: event.at, what: event.run });
        break;
      case "check": {
        if (event.solutionSeen) opened.add(event.exercise);
        const rung = event.passed ? rungOfPass(event, { opened, passedAt, today }) : undefined;
        if (rung !== undefined) {
          const { at, exercise: what, checks: count, hintsSeen } = event;
          for (const topic of event.topics)
            add(topics, topic, { rung, by: "check", at, what, count, hintsSeen });
        }
        break;
      }
    }
  }
  return topics;
}

/** Known for the gap finder: claimed or better. */
export function knownTopics(evidence: ReadonlyMap<string, Evidence>): Set<string> {
  return new Set([...evidence].filter(([, { rung }]) => rung !== "none").map(([slug]) => slug));
}

/** What counts as progress: explained or better. */
export function provedTopics(evidence: ReadonlyMap<string, Evidence>): Set<string> {
  return new Set([...evidence].filter(([, { rung }]) => atLeast(rung, "explained")).map(([slug]) => slug));
}

export function atLeast(rung: Rung, least: Rung): boolean {
  return rungs.indexOf(rung) >= rungs.indexOf(least);
}

/** Which rung a pass gives. `passedAt` holds the time from whose day a later day is counted, of passes that counted as checked. */
function rungOfPass(
  event: CheckEvent,
  { opened, passedAt, today }: { opened: Set<string>; passedAt: Map<string, number>; today: string },
): "explained" | "checked" | "rebuilt" {
  const day = utcDay(event.at);
  const first = passedAt.get(event.exercise);
  const blank = event.fromBlank && event.hintsSeen === 0 && !event.solutionSeen;
  const later = first !== undefined && first >= firstTime && day > utcDay(first) && day <= today;
  if (blank && later) return "rebuilt";
  if (first === undefined && opened.has(event.exercise) && !(event.fromBlank && !event.solutionSeen))
    return "explained";
  passedAt.set(event.exercise, countFrom(first, event.at));
  return "checked";
}

function entry(topics: Map<string, Evidence>, topic: string): Evidence {
  let found = topics.get(topic);
  if (found === undefined) topics.set(topic, (found = { rung: "none", because: [], claimed: false }));
  return found;
}

function add(topics: Map<string, Evidence>, topic: string, reason: Reason): void {
  const found = entry(topics, topic);
  const known = found.because.find(({ rung, what }) => rung === reason.rung && what === reason.what);
  if (known === undefined) found.because.push(reason);
  else if (reason.by === "explain" && (reason.count?.[0] ?? 0) > (known.count?.[0] ?? 0))
    known.count = reason.count!;
  if (!atLeast(found.rung, reason.rung)) found.rung = reason.rung;
}

function claim(topics: Map<string, Evidence>, topic: string, how: Pick<Reason, "at" | "by">): void {
  entry(topics, topic).claimed = true;
  add(topics, topic, { rung: "claimed", ...how });
}

function takeBack(topics: Map<string, Evidence>, topic: string): void {
  const found = topics.get(topic);
  if (found === undefined) return;
  found.claimed = false;
  found.because = found.because.filter(({ rung }) => rung !== "claimed");
  found.rung = found.because.reduce<Rung>((best, { rung }) => (atLeast(best, rung) ? best : rung), "none");
}
