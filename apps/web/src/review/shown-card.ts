import type { Declared } from "@blankfile/curriculum/check";

/** A card with both sides as HTML. */
export interface ShownCard {
  /** What it is known by within its topic. */
  id: string;
  kind: "recall" | "derive" | "predict" | "debug";
  front: string;
  back: string;
  /** What the reader runs: the program whose output is predicted, or the one with the fault. */
  program?: CardProgram;
}

/** A program of a card, and what the sandbox needs to run it. */
export interface CardProgram {
  /** TypeScript. */
  source: string;
  /** The same with its colours. */
  html: string;
  /** Packages of ours that it may import, and these with all that they need, each after what it needs. */
  imports: string[];
  packages: string[];
  /** Changes with the sandbox's own scripts, so that no old copy of them is used. */
  sandbox: string;
  /** Predict: what it printed when the site was built. */
  printed?: string;
  /** Debug: what must hold, and the program without the fault. */
  repair?: {
    html: string;
    /** CommonJS text. */
    checks: string;
    names: string[];
    declared: Declared[];
  };
}
