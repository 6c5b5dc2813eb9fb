import { isDeepStrictEqual } from "node:util";

import type { Lab, Parameters, Values } from "@blankfile/curriculum/lab";
import { Philox } from "@blankfile/tensor";
import { deepFreeze } from "./freeze.ts";
import { defaultValues, parameterFaults, variations } from "./parameter-faults.ts";
import { viewFaults } from "./view-faults.ts";

/** A part of a lab that does not keep its contract, and how to mend it. */
export interface LabFault {
  field: string;
  message: string;
  hint: string;
}

type AnyLab = Lab<unknown, Parameters>;

const seed = 1;

/**
 * The battery that every lab passes: runs it as a player would and reports the first fault of each kind. With the default
 * values for up to 200 steps; with one value changed at a time for up to 12.
 */
export function labFaults(lab: AnyLab): LabFault[] {
  const faults = staticFaults(lab);
  if (faults.length > 0) return faults;
  const values = defaultValues(lab.parameters);
  faults.push(...runFaults(lab, values, 200));
  if (faults.length === 0)
    faults.push(
      ...repeatFaults(lab, values),
      ...predictionFaults(lab, values),
      ...measureFaults(lab, values),
    );
  for (const other of variations(lab.parameters)) {
    if (faults.length > 0) break;
    const changed = Object.entries(other).find(([name, value]) => values[name] !== value)!;
    const named = `with ${changed[0]} = ${changed[1]}`;
    faults.push(
      ...runFaults(lab, other, 12).map((fault) => ({ ...fault, message: `${named}: ${fault.message}` })),
    );
  }
  return faults;
}

function staticFaults(lab: AnyLab): LabFault[] {
  const faults = parameterFaults(lab.parameters).map(({ name, fault }) => ({
    field: `parameters.${name}`,
    message: fault,
    hint: "a control shows its default before the reader touches it",
  }));
  const missing = (field: string, hint: string) => faults.push({ field, message: "is empty", hint });
  if (lab.title.trim() === "") missing("title", "it stands above the pictures");
  if (lab.lead.trim() === "") missing("lead", "one line that says what the reader does here");
  if (lab.notice.length === 0) missing("notice", "at least one thing to try and to look for");
  if (!(lab.paceMs > 0))
    faults.push({ field: "paceMs", message: `is ${lab.paceMs}`, hint: "milliseconds, above 0" });
  return faults;
}

/** Runs until the lab has finished, and looks at every state on the way. */
function runFaults(lab: AnyLab, values: Values<Parameters>, steps: number): LabFault[] {
  const source = new Philox(seed);
  let [field, at] = ["init", "init"];
  try {
    let state = lab.init(values, source);
    for (let step = 0; step <= steps; step++) {
      [field, at] = ["views", `views, summary, table or finished after ${step} steps`];
      const frozen = deepFreeze(state);
      const faults = stateFaults(lab, state, values).map((fault) => inStep(fault, step));
      if (faults.length > 0) return faults;
      if (lab.finished(state, values)) return [];
      [field, at] = ["step", `step ${step + 1}`];
      const next = lab.step(state, values, source);
      if (!frozen.isUnchanged())
        return [
          {
            field: "step",
            message: `${at} changed the state that it was given`,
            hint: "copy it, change the copy",
          },
        ];
      state = next;
    }
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const changes = /read only|not extensible|Cannot (delete|define|assign)/.test(message);
    const hint = changes
      ? "the state that it gets is frozen: return a changed copy"
      : "a lab may refuse a text in init, with a message for the reader; its default values must work";
    return [{ field, message: `${at} threw: ${message}`, hint }];
  }
}

function stateFaults(lab: AnyLab, state: unknown, values: Values<Parameters>): LabFault[] {
  const faults: LabFault[] = [];
  const [first] = lab.views(state, values).flatMap(viewFaults);
  if (first !== undefined)
    faults.push({
      field: "views",
      message: first,
      hint: "leave out what has no value; say it in the summary",
    });
  if (lab.summary(state, values).trim() === "")
    faults.push({
      field: "summary",
      message: "is empty",
      hint: "one sentence for those who cannot see the pictures",
    });
  const { columns, rows } = lab.table(state, values);
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (columns.length === 0 || odd >= 0) {
    const message =
      columns.length === 0
        ? "has no columns"
        : `row ${odd} has ${rows[odd]!.length} cells for ${columns.length} columns`;
    faults.push({ field: "table", message, hint: "a cell for each column in each row" });
  }
  return faults;
}

function inStep(fault: LabFault, step: number): LabFault {
  return { ...fault, message: `after ${step} steps: ${fault.message}` };
}

/** The same seed gives the same pictures, step by step. */
function repeatFaults(lab: AnyLab, values: Values<Parameters>): LabFault[] {
  const [one, other] = [new Philox(seed), new Philox(seed)];
  let [a, b] = [lab.init(values, one), lab.init(values, other)];
  for (let step = 0; step <= 20; step++) {
    if (!isDeepStrictEqual(lab.views(a, values), lab.views(b, values)))
      return [
        {
          field: step === 0 ? "init" : "step",
          message: `after ${step} steps, two runs from one seed show different pictures`,
          hint: "draw from the `random` that is passed in, and read no clock",
        },
      ];
    if (lab.finished(a, values)) return [];
    [a, b] = [lab.step(a, values, one), lab.step(b, values, other)];
  }
  return [];
}

function predictionFaults(lab: AnyLab, values: Values<Parameters>): LabFault[] {
  const { prediction } = lab;
  if (prediction === undefined) return [];
  const options = prediction.options.map(({ value }) => value);
  const source = new Philox(seed);
  let state = lab.init(values, source);
  for (let step = 0; step < prediction.afterSteps && !lab.finished(state, values); step++)
    state = lab.step(state, values, source);
  const outcome = prediction.outcome(state, values);
  if (options.includes(outcome)) return [];
  const hint = "the outcome is the value of the option that the run bore out";
  return [
    {
      field: "prediction",
      message: `came out as "${outcome}", one of ${options.join(", ")} is needed`,
      hint,
    },
  ];
}

/** Measures twice with a clock that goes on by itself, a fixed time at each reading: then only the lab decides what is shown. */
function measureFaults(lab: AnyLab, values: Values<Parameters>): LabFault[] {
  const { measure } = lab;
  if (measure === undefined) return [];
  const field = "measure";
  if (measure.label.trim() === "")
    return [{ field, message: "has no label", hint: "it stands on the button" }];
  const state = lab.init(values, new Philox(seed));
  const frozen = deepFreeze(state);
  const once = () => {
    let ms = 0;
    return measure.views(state, values, () => (ms += 25));
  };
  try {
    const shown = once();
    const [first] = shown.flatMap(viewFaults);
    if (first !== undefined) return [{ field, message: first, hint: "say it in words where there is none" }];
    if (!frozen.isUnchanged())
      return [{ field, message: "changed the state that it was given", hint: "measure on a copy" }];
    if (isDeepStrictEqual(shown, once())) return [];
    return [{ field, message: "shows something else with the same clock", hint: "read no clock but `now`" }];
  } catch (error) {
    return [{ field, message: `threw: ${String(error)}`, hint: "it gets the state before the first step" }];
  }
}
