/** Fit a line to twenty deliveries and one of the reader's; watch the descent, and what the one can do to the line. */
import { defineLab } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { heightAt, leverages } from "./line.ts";
import { pictures } from "./pictures.ts";
import { go, isDone, pull, type State, start } from "./state.ts";

export const lab = defineLab({
  title: "One delivery among twenty",
  lead: "Put a delivery of your own among twenty others, and see how far it bends the line of least squares.",
  parameters: {
    px: {
      kind: "range",
      label: "Your delivery: distance",
      min: 0,
      max: 40,
      step: 1,
      default: 40,
      unit: "km",
    },
    py: { kind: "range", label: "Your delivery: time", min: 0, max: 150, step: 1, default: 70, unit: "min" },
    counts: { kind: "switch", label: "Your delivery counts", default: true },
    noise: {
      kind: "range",
      label: "Noise σ of the others",
      min: 0,
      max: 10,
      step: 0.5,
      default: 3,
      unit: "min",
    },
    origin: {
      kind: "range",
      label: "Added to every distance",
      min: 0,
      max: 50,
      step: 1,
      default: 0,
      unit: "km",
    },
    rate: { kind: "range", label: "Step η · λ₁", min: 0.1, max: 2.5, step: 0.1, default: 1 },
  },

  init: start,
  step: go,
  finished: isDone,
  paceMs: 90,

  views: pictures,

  summary: (state: State) => {
    const { taken, line, excess } = state.path.at(-1)!;
    const { leverage, yours, others } = pull(state);
    const end = state.ranAway ? " Then it ran away." : isDone(state) ? " Done." : "";
    return `After ${taken} steps the line starts at ${showNumber(line.intercept)} and rises by ${showNumber(line.slope)} a kilometre, its loss ${showNumber(excess)} above the least.${end} From the line of least squares your delivery is ${showNumber(Math.abs(yours))} minutes away, the farthest other one ${showNumber(others)}; the leverage of yours is ${showNumber(leverage)}.`;
  },

  table: ({ points, others, yours, best }: State) => {
    const levers = leverages(points);
    const row = (name: string, point: { x: number; y: number }) => {
      const at = points.indexOf(point);
      const fitted = heightAt(best, point.x);
      return [name, point.x, point.y, fitted, point.y - fitted, at < 0 ? 0 : levers[at]!].map((value) =>
        typeof value === "number" ? Number(value.toFixed(3)) : value,
      );
    };
    return {
      columns: ["delivery", "x", "minutes", "least squares", "minutes − least squares", "leverage"],
      rows: [row("yours", yours), ...others.map((point, i) => row(String(i + 1), point))],
    };
  },

  notice: [
    "As it opens, your delivery is 55 minutes faster than the others would have it. Compare its residual with the others': would a list of the largest residuals have shown it?",
    "Move your delivery to 5 km and leave its 70 minutes. Now the residual is large and the line hardly bends. What has changed is the leverage.",
    "Compare the green line with the amber one, of least absolute errors, while you move the time from 0 to 150 minutes at 20 km, then at 40 km. Which mistakes does the amber line withstand, and which not?",
    "Let your delivery not count and add 50 km to every distance, as if it were measured from another town. The fit is the same. Does the descent get there in its 10,000 steps, and why is the valley so long?",
    "Set the step to 1.9, to 2 and to 2.1. Below 2 the descent ends in the minimum, above it it runs away. What does it do at 2?",
  ],

  prediction: {
    question:
      "Your delivery lies far to the right of the others and 55 minutes below what they would predict. After the fit to all 21, which delivery lies farthest from the line?",
    options: [
      { value: "yours", label: "yours, by far" },
      { value: "near", label: "yours, but less than twice as far as the next" },
      { value: "other", label: "one of the others" },
    ],
    outcome: (state) => {
      const { yours, others } = pull(state);
      if (Math.abs(yours) <= others) return "other";
      return Math.abs(yours) > 2 * others ? "yours" : "near";
    },
    afterSteps: 90,
    because:
      "A delivery misses the line by (1 − h) times what it would miss the line of all the others by, where h is its leverage. Far from the others h is close to 1: the line goes to the point, and the residual hides it. Leave it out and fit again to see it.",
  },

  metrics: (state: State) => {
    const { leverage, yours } = pull(state);
    return { intercept: state.best.intercept, slope: state.best.slope, leverage, residual: yours };
  },
});
