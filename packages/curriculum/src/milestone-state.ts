import { byOrder, orderOf } from "./event-order.ts";
import type { DoneEvent, ProgressEvent, SlipEvent, TrackEvent } from "./evidence.ts";
import type { Milestone } from "./milestone.ts";

/** How a milestone stands: met by what we found ourselves, by the learner's word, or not. */
export interface MilestoneState {
  met: boolean;
  by: "exercises" | "run" | "word" | "nothing";
  /** What the learner gave to show it: a link, a file. */
  shown: string;
  /** Exercises that are still to be passed. */
  missing: string[];
}

/** A finished run as far as a milestone looks at it. */
export interface RunFigures {
  experiment: string;
  /** Final value by the name of the metric. */
  figures: Readonly<Record<string, number>>;
}

/** The last word of the learner on each milestone of a track or project, by the milestone's key. */
export function foldDone(events: readonly ProgressEvent[], of: string): Map<string, DoneEvent> {
  const last = new Map<string, DoneEvent>();
  for (const event of inTime(events))
    if (event.kind === "done" && event.of === of) last.set(event.milestone, event);
  return last;
}

/** The tracks that the learner follows, each as they last said; tracks that they left are not among them. */
export function followedTracks(events: readonly ProgressEvent[]): Map<string, TrackEvent> {
  const last = new Map<string, TrackEvent>();
  for (const event of inTime(events)) {
    if (event.kind !== "track") continue;
    last.delete(event.track);
    if (event.hoursPerWeek > 0) last.set(event.track, event);
  }
  return last;
}

/** What was moved since the track was last begun; beginning it anew forgets earlier slips. */
export function slipsOf(events: readonly ProgressEvent[], track: TrackEvent): SlipEvent[] {
  return inTime(events).filter(
    (event): event is SlipEvent =>
      event.kind === "slip" && event.track === track.track && orderOf(event) >= orderOf(track),
  );
}

/**
 * A milestone's state. `checked` is met when its exercises are passed, `run` when a finished run of the experiment meets the figure; nobody's
 * word is needed. For the other kinds, and for a run that was made elsewhere, the learner's word counts and is told apart.
 */
export function milestoneState(
  { proof }: Milestone,
  word: DoneEvent | undefined,
  { passed, runs }: { passed: ReadonlySet<string>; runs: readonly RunFigures[] },
): MilestoneState {
  const missing = proof.kind === "checked" ? proof.exercises.filter((slug) => !passed.has(slug)) : [];
  const shown = word?.met ? word.shown : "";
  if (proof.kind === "checked" && missing.length === 0) return { met: true, by: "exercises", shown, missing };
  if (proof.kind === "run" && runs.some((run) => meets(run, proof)))
    return { met: true, by: "run", shown, missing };
  const said = word?.met === true && proof.kind !== "checked";
  return { met: said, by: said ? "word" : "nothing", shown, missing };
}

/** Exercises that were passed at least once. */
export function passedExercises(events: readonly ProgressEvent[]): Set<string> {
  return new Set(events.flatMap((event) => (event.kind === "check" && event.passed ? [event.exercise] : [])));
}

function meets(
  run: RunFigures,
  { experiment, metric, is }: { experiment: string; metric?: string | undefined; is?: string | undefined },
): boolean {
  if (run.experiment !== experiment) return false;
  if (metric === undefined || is === undefined) return true;
  const value = run.figures[metric];
  if (value === undefined || !Number.isFinite(value)) return false;
  const [sign, bound] = is.split(" ") as [string, string];
  const limit = Number(bound);
  return (
    { ">=": value >= limit, "<=": value <= limit, ">": value > limit, "<": value < limit }[sign] ?? false
  );
}

function inTime(events: readonly ProgressEvent[]): ProgressEvent[] {
  return [...events].sort(byOrder);
}
