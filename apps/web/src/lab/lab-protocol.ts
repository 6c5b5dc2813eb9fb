import type { Parameters, View } from "@blankfile/curriculum/lab";
import type { AnyValues, Frame } from "./lab-session.ts";

/** What the player needs to know of a lab; its functions stay in the worker. */
export interface LabFacts {
  title: string;
  lead: string;
  parameters: Parameters;
  paceMs: number;
  notice: string[];
  prediction?: {
    question: string;
    options: { value: string; label: string }[];
    because: string;
    afterSteps: number;
  };
  /** What the button says that has the lab measured, where it can be. */
  measure?: string;
  /** Whether the lab keeps metrics, and so can be saved as a run. */
  keeps: boolean;
}

/** From the page. Each is answered by one answer with the same number, in order. */
export type Ask =
  | { ask: "open"; number: number; lab: string }
  | { ask: "start"; number: number; values: AnyValues; seed: number; step: number }
  | { ask: "step"; number: number; steps: number }
  | { ask: "measure"; number: number }
  | { ask: "metrics"; number: number }
  /** Only of a lab that runs on the learner's code. */
  | { ask: "swaps"; number: number };

export type Answer =
  | { number: number; facts: LabFacts }
  | { number: number; frame: Frame }
  | { number: number; measured: View[] }
  | { number: number; metrics: { step: number; values: Record<string, number> }[] }
  | { number: number; swaps: SwapFacts[] }
  /** The lab's own message for the reader, or what went wrong. */
  | { number: number; problem: string };

/** A learner's solution in the place of an export, beside the library's own. */
export interface SwapFacts {
  exercise: string;
  export: string;
  /** Whether the lab has called it yet. */
  called: boolean;
  /** Empty where both give the same numbers; else how they differ, or what was thrown. */
  difference: string;
  /** Milliseconds of the same work. */
  mineMs: number;
  oursMs: number;
}
