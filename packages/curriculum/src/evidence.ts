/**
 * Progress is an append-only list of events; the state of a topic is a fold over them. In the workspace they are the
 * lines of `progress.jsonl`; on the static site they live in IndexedDB. Merging two copies is a union by id.
 */
export type ProgressEvent =
  | ClaimEvent
  | UnclaimEvent
  | PlacementEvent
  | CheckEvent
  | ExplainEvent
  | UseEvent
  | PlanEvent
  | TrackEvent
  | SlipEvent
  | DoneEvent
  | ReviewEvent
  | ReviewUndoEvent
  | ReviewPauseEvent
  | ReviewSpreadEvent
  | ReviewForgetEvent;

interface EventBase {
  /** Unique for ever: a UUID. */
  id: string;
  /** Milliseconds since 1970, UTC, by the clock of whoever made the event. */
  at: number;
  /** Set where that clock ran behind an event already known: the place in the order then, see `orderOf`. */
  after?: number;
}

/** "I know this": the lowest rung. */
export interface ClaimEvent extends EventBase {
  kind: "claim";
  topic: string;
}

/** Takes a claim back; other evidence stays. */
export interface UnclaimEvent extends EventBase {
  kind: "unclaim";
  topic: string;
}

/** One answer of a placement. Passed, it is a claim on all its topics. */
export interface PlacementEvent extends EventBase {
  kind: "placement";
  /** The topic asked about, then the prerequisites that are credited with it. */
  topics: string[];
  passed: boolean;
}

/** One attempt at an exercise: a text on which checks were run. A file that could not be read or loaded is none. */
export interface CheckEvent extends EventBase {
  kind: "check";
  exercise: string;
  /** Topics that the exercise proves, as they were when it was attempted. */
  topics: string[];
  passed: boolean;
  /** Checks passed, of how many. */
  checks: [number, number];
  /** SHA-256 of the solution's text, hex. */
  solution: string;
  hintsSeen: number;
  solutionSeen: boolean;
  /** Started from the blank starter on a later day than the first pass. */
  fromBlank: boolean;
  /** A gauntlet that passed all its checks after its time was over: `passed` is then false. */
  late?: true;
  /** SHA-256 of the exercise's checks, hex: an attempt on other checks says less of these. */
  checksHash?: string;
}

/** A derivation, written task or teach-back compared with its rubric, line by line, by the learner. */
export interface ExplainEvent extends EventBase {
  kind: "explain";
  topic: string;
  task: string;
  /** Rubric lines met, of how many. */
  lines: [number, number];
  /** What the learner wrote; missing where it was done on paper. */
  text?: string;
}

/** The learner's own code in a run or a project. */
export interface UseEvent extends EventBase {
  kind: "use";
  topic: string;
  run: string;
}

/** The learner's destination; the last one counts. */
export interface PlanEvent extends EventBase {
  kind: "plan";
  destinations: string[];
}

/** The learner follows a track from a day on, at a pace; the last one counts for its track. A pace of 0 hours: they have left it. */
export interface TrackEvent extends EventBase {
  kind: "track";
  track: string;
  /** A day, "2026-11-30", in the learner's own time zone. */
  start: string;
  hoursPerWeek: number;
}

/** A unit starts later than it would; what follows moves with it. Negative weeks bring it forward. */
export interface SlipEvent extends EventBase {
  kind: "slip";
  track: string;
  unit: string;
  weeks: number;
}

/** A milestone of a track or a project that the learner says they have reached, or takes back. */
export interface DoneEvent extends EventBase {
  kind: "done";
  /** "track:researcher" or "project:bandit-laboratory". */
  of: string;
  /** The unit's id and the milestone's, "phase-1/autodiff"; for a project the milestone's alone. */
  milestone: string;
  met: boolean;
  /** A link or the name of a file that shows it; may be empty. */
  shown: string;
}

/** One answer to a card, by the learner's own word; it is no evidence. */
export interface ReviewEvent extends EventBase {
  kind: "review";
  topic: string;
  /** `cardId` of the card's front. */
  card: string;
  /** 1 forgot, 2 hard, 3 good, 4 easy. */
  rating: 1 | 2 | 3 | 4;
  /** The id of the card whose place this one took, see `chooseReview`. */
  was?: string;
}

/** Takes an answer back: the review event of this id counts for nothing, on whatever copy of the log the two meet. */
export interface ReviewUndoEvent extends EventBase {
  kind: "review-undo";
  /** The id of the answer. */
  of: string;
}

/** No cards before a day; the last one counts. A day that is past ends a pause. */
export interface ReviewPauseEvent extends EventBase {
  kind: "review-pause";
  /** A day, "2026-11-30", in the learner's own time zone. */
  until: string;
}

/** What is due is dealt out over so many days, from the day of the event on. */
export interface ReviewSpreadEvent extends EventBase {
  kind: "review-spread";
  days: number;
}

/** A module's cards are asked no more, or are again; its answers stay. */
export interface ReviewForgetEvent extends EventBase {
  kind: "review-forget";
  module: string;
  forgotten: boolean;
}

/** Rungs of the evidence ladder, low to high; "none" stands below them. */
export const rungs = ["none", "claimed", "explained", "checked", "rebuilt", "used"] as const;
export type Rung = (typeof rungs)[number];
