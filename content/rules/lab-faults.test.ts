import { defineLab, type Lab, type Parameters } from "@blankfile/curriculum/lab";
import { describe, expect, it } from "vitest";
import { labFaults } from "./lab-faults.ts";

interface State {
  path: number[];
}

/** A sound lab: a ball that rolls down x². */
const sound = defineLab({
  title: "Downhill",
  lead: "A ball rolls down a bowl.",
  parameters: {
    rate: { kind: "range", label: "Rate", min: 0.1, max: 0.9, step: 0.1, default: 0.3 },
    start: { kind: "choice", label: "Start", options: [{ value: "left", label: "left" }], default: "left" },
    noise: { kind: "switch", label: "Noise", default: true },
    name: { kind: "text", label: "Name", default: "x", hint: "a letter", maxLength: 3 },
  },
  init: (): State => ({ path: [1] }),
  step: (state, { rate, noise }, random): State => ({
    path: [...state.path, state.path.at(-1)! * (1 - rate) + (noise ? 0.1 * random.normal() : 0)],
  }),
  finished: (state) => state.path.length > 30,
  paceMs: 100,
  views: (state) => [
    {
      kind: "curve",
      title: "Position",
      x: { label: "step" },
      y: { label: "x" },
      series: [{ label: "x", tone: "accent", points: state.path.map((y, i) => [i, y]) }],
    },
  ],
  summary: (state) => `${state.path.length} steps.`,
  table: (state) => ({ columns: ["step", "x"], rows: state.path.map((x, i) => [i, x]) }),
  notice: ["Raise the rate."],
  prediction: {
    question: "Where does it end?",
    options: [{ value: "near", label: "near 0" }],
    outcome: () => "near",
    afterSteps: 5,
    because: "The bowl is round.",
  },
});

type Changed = Partial<Lab<State, typeof sound.parameters>>;
const faults = (changes: Changed) => {
  const found = labFaults({ ...sound, ...changes } as unknown as Lab<unknown, Parameters>);
  return found.map(({ field, message }) => `${field}: ${message}`);
};
const range = (changes: object) => ({
  parameters: { ...sound.parameters, rate: { ...sound.parameters.rate, ...changes } },
});

describe("labFaults", () => {
  it("finds none in a sound lab", () => expect(faults({})).toEqual([]));

  it("finds none in a sound measurement", () => {
    const views = (_: State, __: object, now: () => number) => {
      const began = now();
      const text = `${now() - began} ms`;
      return [{ kind: "text" as const, title: "Time", lines: [{ text, tone: "ink" as const }] }];
    };
    expect(faults({ measure: { label: "Time it", views } })).toEqual([]);
  });

  let calls = 0;
  const planted: [string, Changed, string][] = [
    [
      "a default out of its range",
      range({ default: 2 }),
      "parameters.rate: has the default 2, between 0.1 and 0.9 is needed",
    ],
    [
      "a default between two steps",
      range({ default: 0.35 }),
      "parameters.rate: has the default 0.35, which no whole number of steps",
    ],
    ["an empty range", range({ min: 1, max: 1 }), "parameters.rate: goes from 1 to 1"],
    ["a logarithm of zero", range({ min: 0, log: true }), "parameters.rate: is logarithmic from 0"],
    [
      "a default that is no option",
      {
        parameters: { ...sound.parameters, start: { ...sound.parameters.start, default: "right" as "left" } },
      },
      'parameters.start: has the default "right", one of left is needed',
    ],
    [
      "a default text that does not fit",
      {
        parameters: {
          ...sound.parameters,
          name: { ...sound.parameters.name, default: "x".repeat(4) as "x" },
        },
      },
      "parameters.name: has a default of 4 letters and takes 3",
    ],
    ["no title", { title: " " }, "title: is empty"],
    ["nothing to notice", { notice: [] }, "notice: is empty"],
    ["no pace", { paceMs: 0 }, "paceMs: is 0"],
    [
      "a step that changes its state",
      {
        step: (state) => {
          state.path.push(1);
          return state;
        },
      },
      "step: step 1 threw: Cannot add property 1, object is not extensible",
    ],
    [
      "views that change the state",
      {
        views: (state) => {
          state.path[0] = 2;
          return [];
        },
      },
      "views: views, summary, table or finished after 0 steps threw: Cannot assign to read only property",
    ],
    [
      "a picture that differs from run to run",
      { step: (state) => ({ path: [...state.path, calls++] }) },
      "step: after 1 steps, two runs from one seed show different pictures",
    ],
    [
      "a number that is none",
      { step: (state) => ({ path: [...state.path, Number.NaN] }) },
      'views: after 1 steps: view "Position": series.0.points.1.1 is not a finite number',
    ],
    [
      "a tone that does not exist",
      { views: () => [{ kind: "text", title: "T", lines: [{ text: "a", tone: "red" as "ink" }] }] },
      'views: after 0 steps: view "T": lines.0.tone is no tone',
    ],
    [
      "a field with too few values",
      {
        views: () => [
          { kind: "field", title: "F", xRange: [0, 1], yRange: [0, 1], rows: 2, cols: 2, values: [1] },
        ],
      },
      'views: after 0 steps: view "F": has 1 values for 2 × 2 cells',
    ],
    [
      "a matrix with too few values",
      { views: () => [{ kind: "matrix", title: "M", rowLabels: ["a"], colLabels: ["b"], values: [] }] },
      'views: after 0 steps: view "M": has 0 values for 1 × 1 cells',
    ],
    [
      "an edge to nowhere",
      {
        views: () => [{ kind: "graph", title: "G", nodes: [], edges: [{ from: "a", to: "b", tone: "ink" }] }],
      },
      'views: after 0 steps: view "G": has an edge from a to b',
    ],
    ["an empty summary", { summary: () => "" }, "summary: after 0 steps: is empty"],
    [
      "a row with a cell too few",
      { table: () => ({ columns: ["a", "b"], rows: [[1]] }) },
      "table: after 0 steps: row 0 has 1 cells for 2 columns",
    ],
    [
      "a throw in the middle",
      {
        step: (state) => {
          if (state.path.length > 3) throw new Error("tired");
          return { path: [...state.path, 0] };
        },
      },
      "step: step 4 threw: tired",
    ],
    [
      "an outcome that is no option",
      { prediction: { ...sound.prediction!, outcome: () => "far" } },
      'prediction: came out as "far", one of near is needed',
    ],
    ["a measurement without a label", { measure: { label: "", views: () => [] } }, "measure: has no label"],
    [
      "a measurement that changes the state",
      {
        measure: {
          label: "Time",
          views: (state) => {
            state.path.push(1);
            return [];
          },
        },
      },
      "measure: threw: TypeError: Cannot add property 1",
    ],
    [
      "a measurement by another clock",
      { measure: { label: "Time", views: () => [{ kind: "text", title: String(calls++), lines: [] }] } },
      "measure: shows something else with the same clock",
    ],
    [
      "a time that is none",
      {
        measure: {
          label: "Time",
          views: (_, __, now) => {
            const x = (now() - now()) / 0;
            return [{ kind: "matrix", title: "M", rowLabels: ["a"], colLabels: ["b"], values: [x] }];
          },
        },
      },
      'measure: view "M": values.0 is not a finite number',
    ],
    [
      "a fault with another value only",
      { summary: (_, { rate }) => (rate > 0.8 ? "" : "fine") },
      "summary: with rate = 0.9: after 0 steps: is empty",
    ],
  ];
  it.each(planted)("finds %s", (_, changes, fault) => {
    const found = faults(changes);
    expect(found.map((one) => one.slice(0, fault.length))).toContain(fault);
  });

  it("finds a typed array that a step has written to", () => {
    const array = { ...sound, init: () => new Float64Array(1), finished: () => false };
    const lab = {
      ...array,
      step: (state: Float64Array) => state.fill(state[0]! + 1),
      views: () => [],
      summary: () => "s",
      table: () => ({ columns: ["a"], rows: [] }),
    };
    expect(labFaults(lab as unknown as Lab<unknown, Parameters>)).toMatchObject([
      { field: "step", message: "step 1 changed the state that it was given" },
    ]);
  });
});
