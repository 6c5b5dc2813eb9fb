/**
 * What a lab is: parameters with ranges, a pure step, and views as data. `content/labs/<slug>/lab.ts` exports
 * `lab = defineLab({...})`. The player runs `init`, `step` and `views` in a Worker; nothing here touches a page.
 */

/** A parameter that the reader sets. Its value stands in the address under its key. */
export type Parameter = RangeParameter | ChoiceParameter | TextParameter | SwitchParameter;

export interface RangeParameter {
  kind: "range";
  label: string;
  min: number;
  max: number;
  step: number;
  default: number;
  /** Shown behind the value: "s", "%", … */
  unit?: string;
  /** Positions on the slider are spaced by the logarithm; `step` is then in decades. */
  log?: boolean;
}

export interface ChoiceParameter {
  kind: "choice";
  label: string;
  options: { value: string; label: string }[];
  default: string;
}

export interface TextParameter {
  kind: "text";
  label: string;
  default: string;
  /** Shown below the box: what can be written. */
  hint: string;
  maxLength: number;
}

export interface SwitchParameter {
  kind: "switch";
  label: string;
  default: boolean;
}

export type Parameters = Record<string, Parameter>;

/** The values of a lab's parameters. */
export type Values<P extends Parameters> = {
  [K in keyof P]: P[K] extends { kind: "range" }
    ? number
    : P[K] extends { kind: "switch" }
      ? boolean
      : string;
};

/** Colour roles; the player maps them to the design's colours for light and dark. */
export type Tone = "accent" | "amber" | "gap" | "ok" | "ink" | "muted";

export type View = CurveView | FieldView | GraphView | MatrixView | ScatterView | TextView;

/** y against x, one or more lines. */
export interface CurveView {
  kind: "curve";
  title: string;
  x: { label: string; log?: boolean };
  y: { label: string; log?: boolean };
  series: { label: string; tone: Tone; points: [number, number][]; dots?: boolean }[];
}

/** A function of two variables as filled cells (row-major, rows from yMin up), with paths drawn over it. */
export interface FieldView {
  kind: "field";
  title: string;
  xRange: [number, number];
  yRange: [number, number];
  rows: number;
  cols: number;
  values: number[];
  /** Value drawn as the middle of the scale; with it the scale has two hues. */
  centre?: number;
  /** One unit is as long upwards as sideways: circles are round, angles are what they are. */
  equal?: boolean;
  /** The values are the parts of a picture: each is drawn as it is, without contour lines. */
  cells?: boolean;
  paths?: { label: string; tone: Tone; points: [number, number][] }[];
  points?: { x: number; y: number; tone: Tone; filled: boolean; label?: string }[];
}

/** A directed graph with a text in each node; ranks are drawn left to right. */
export interface GraphView {
  kind: "graph";
  title: string;
  nodes: {
    id: string;
    /** Column, 0 at the left. */
    rank: number;
    label: string;
    /** Lines below the label: "value 2.000", "gradient 0.500". */
    lines: { text: string; tone: Tone }[];
    state: "idle" | "active" | "done";
  }[];
  edges: { from: string; to: string; label?: string; tone: Tone; active?: boolean }[];
}

export interface MatrixView {
  kind: "matrix";
  title: string;
  rowLabels: string[];
  colLabels: string[];
  /** Row-major. */
  values: number[];
}

export interface ScatterView {
  kind: "scatter";
  title: string;
  /** Without a range, the axis reaches from the least value to the largest. */
  x: { label: string; range?: [number, number] };
  y: { label: string; range?: [number, number] };
  /** As in a field. */
  equal?: boolean;
  points: { x: number; y: number; tone: Tone; label?: string }[];
}

/** Lines of text; `code` sets them in the monospaced face. */
export interface TextView {
  kind: "text";
  title: string;
  lines: { text: string; tone: Tone }[];
  code?: boolean;
}

/** Uniform numbers in [0, 1), from the lab's seed. */
export interface LabRandom {
  uniform(): number;
  normal(): number;
}

/** Asked before the reader may run: the answer is compared with what the lab then computes. */
export interface Prediction<State, P extends Parameters> {
  question: string;
  options: { value: string; label: string }[];
  /** The option that the run bore out; called once the lab is finished or after `afterSteps` steps. */
  outcome: (state: State, values: Values<P>) => string;
  afterSteps: number;
  /** Why, shown after the outcome. */
  because: string;
}

/**
 * What a clock can tell, on request: it depends on the machine, so it is shown beside the pictures, and is no part of the
 * state, the address or a saved run. It answers within a few seconds and changes nothing; the clock apart, it is pure.
 */
export interface Measure<State, P extends Parameters> {
  /** On the button. */
  label: string;
  /** `now` gives milliseconds. */
  views: (state: State, values: Values<P>, now: () => number) => View[];
}

export interface Lab<State, P extends Parameters> {
  title: string;
  /** One line under the title. */
  lead: string;
  parameters: P;
  /** Throws an Error with a message for the reader where a text parameter cannot be understood. */
  init: (values: Values<P>, random: LabRandom) => State;
  /** Pure: returns the next state, never changes the one it was given. */
  step: (state: State, values: Values<P>, random: LabRandom) => State;
  finished: (state: State, values: Values<P>) => boolean;
  /** Milliseconds between steps while it plays. */
  paceMs: number;
  views: (state: State, values: Values<P>) => View[];
  /** One sentence that says what the pictures show now, for those who cannot see them; also the status line. */
  summary: (state: State, values: Values<P>) => string;
  /** The numbers behind the pictures. */
  table: (state: State, values: Values<P>) => { columns: string[]; rows: (string | number)[][] };
  /** What to try and what to look for. */
  notice: string[];
  prediction?: Prediction<State, P>;
  measure?: Measure<State, P>;
  /** Scalars of this state to keep when the reader saves the lab as a run: name → value. */
  metrics?: (state: State, values: Values<P>) => Record<string, number>;
}

/** Infers the types of a lab; returns it unchanged. */
export function defineLab<State, const P extends Parameters>(lab: Lab<State, P>): Lab<State, P> {
  return lab;
}
