/**
 * What a check of an exercise is. `checks.ts` of an exercise exports `checks: Check<typeof import("./starter.ts")>[]`;
 * web, command line and CI run that same list with `runChecks`.
 */
export interface Check<Module> {
  /** A fact about a correct solution, in words: "three scores by hand". */
  name: string;
  /** Calls the learner's exports and compares. May throw: a throw is a failure with the error's message. */
  run: (module: Module) => Outcome | Promise<Outcome>;
  /** Slug of the topic whose absence most likely explains a failure. */
  probes?: string;
  /** One or two sentences shown on failure: what usually goes wrong here. */
  why?: string;
  /** Milliseconds; 2,000 unless told. */
  timeLimitMs?: number;
}

export type Outcome = Pass | Fail;

export interface Pass {
  pass: true;
}

/** What was given, what was expected, and how far apart they are, as text a person reads. */
export interface Fail {
  pass: false;
  given: string;
  expected: string;
  /** For numbers: the largest absolute difference and where it is. */
  difference?: string;
  /** For arrays of numbers: which of them differ, and to which side. */
  picture?: string;
  /** For arrays of numbers: the first that differ, see `CheckResult`. */
  places?: string;
}

/** The result of one check, as every runner reports it. */
export interface CheckResult {
  name: string;
  pass: boolean;
  given?: string;
  expected?: string;
  difference?: string;
  /**
   * Arrays of numbers, a line for each row, leading dimensions one below the other: "·" where given and expected agree, "+" where the given
   * number is too large, "−" too small, "?" where it is none.
   */
  picture?: string;
  /** Arrays of numbers, a line for each of the first that differ: its place, given, expected, the distance, parted by tabs. */
  places?: string;
  /** The learner's error where the check threw, first line only. */
  error?: string;
  /** 1-based line in the learner's file where the error arose, if it is known. */
  line?: number;
  probes?: string;
  why?: string;
  /** Milliseconds that the check took. */
  elapsedMs: number;
}

/** What happened to an attempt as a whole. */
export type AttemptOutcome =
  | "passed"
  | "failed"
  | "time limit"
  | "memory limit"
  | "syntax error"
  | "load error";

export interface Attempt {
  exercise: string;
  outcome: AttemptOutcome;
  results: CheckResult[];
  /** For "syntax error", "load error", and the limits: what happened, and what to do. */
  message?: string;
  line?: number;
}
