/** What the worker of a lab gets that runs on the learner's code. */
export interface LabJob {
  /** The lab as CommonJS text. */
  lab: string;
  /** Packages of ours that it needs, each after those that it needs itself. */
  packages: { name: string; code: string }[];
  swaps: Swap[];
}

/** A learner's solution and the export whose place it takes. */
export interface Swap {
  exercise: string;
  package: string;
  export: string;
  /** The exercise's `provide.ts` as CommonJS text. */
  provide: string;
  /** The learner's file, compiled. */
  code: string;
  /** Packages of ours that the exercise lets a solution import. */
  imports: string[];
}
