import type { CurveView, FieldView, TextView, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { bestDegree, type Chosen, degreeOf, parts, places, type State, truths } from "./state.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [fits(state, chosen), byDegree(state, chosen), alongX(state, chosen), words(state, chosen)];
}

/** The window is fixed: a fit that leaves it is cut off, and does not flatten the others. */
function fits(state: State, chosen: Chosen): FieldView {
  const { at } = truths[chosen.truth]!;
  const { mean } = state.tallies[degreeOf(state, chosen)]!;
  const curve = (y: (i: number) => number) => places.map((x, i): [number, number] => [x, y(i)]);
  const centre = { label: "mean of all fits", tone: "accent" as const, points: curve((i) => mean[i]!) };
  return {
    kind: "field",
    title: "Fits to the latest samples; behind them amber or blue where their mean lies too high or too low",
    xRange: [-1, 1],
    yRange: [-2.2, 2.2],
    rows: 1,
    cols: places.length,
    values: places.map((x, i) => (state.samples === 0 ? 0 : mean[i]! - at(x))),
    centre: 0,
    paths: [
      ...(state.samples > 0
        ? [{ label: "latest fits", tone: "muted" as const, points: oneStroke(state.fits) }, centre]
        : []),
      { label: "truth", tone: "ok", points: curve((i) => at(places[i]!)) },
    ],
    points: state.last.x.map((x, i) => ({ x, y: state.last.y[i]!, tone: "ink" as const, filled: true })),
  };
}

/** All fits as one line, there and back again; it turns outside the window, where nothing is drawn. */
function oneStroke(fits: readonly number[][]): [number, number][] {
  return fits.flatMap((fit, k) => {
    const there = places.map((x, i): [number, number] => [x, fit[i]!]);
    const whole: [number, number][] = [[-1.2, fit[0]!], ...there, [1.2, fit.at(-1)!]];
    return k % 2 === 0 ? whole : whole.reverse();
  });
}

/** Zero has no place on a logarithmic axis. */
const drawable = ([, y]: [number, number]): boolean => y > 1e-8;

function byDegree(state: State, chosen: Chosen): CurveView {
  const all = state.tallies.map((_, degree) => parts(state, chosen, degree));
  const line = (of: (degree: number) => number) =>
    all.map((_, degree): [number, number] => [degree, of(degree)]).filter(drawable);
  const degree = degreeOf(state, chosen);
  const series: CurveView["series"] = [
    { label: "noise σ²", tone: "muted", points: line((d) => all[d]!.noise) },
    { label: "bias²", tone: "accent", points: line((d) => all[d]!.bias2), dots: true },
    { label: "variance", tone: "amber", points: line((d) => all[d]!.variance), dots: true },
    { label: "error: the sum", tone: "ink", points: line((d) => all[d]!.error), dots: true },
    { label: "error on the training points", tone: "ok", points: line((d) => state.tallies[d]!.train) },
    { label: "your degree", tone: "gap", points: [[degree, all[degree]!.error]] },
  ];
  return {
    kind: "curve",
    title: `What the error is made of, for every degree, after ${state.samples} samples`,
    x: { label: "degree" },
    y: { label: "mean over x", log: true },
    series: state.samples === 0 ? [] : series.filter(({ points }) => points.length > 0),
  };
}

function alongX(state: State, chosen: Chosen): CurveView {
  const { at } = truths[chosen.truth]!;
  const { mean, scatter } = state.tallies[degreeOf(state, chosen)]!;
  const line = (of: (i: number) => number) =>
    places.map((x, i): [number, number] => [x, of(i)]).filter(drawable);
  const series: CurveView["series"] = [
    { label: "bias²", tone: "accent", points: line((i) => (mean[i]! - at(places[i]!)) ** 2) },
    { label: "variance", tone: "amber", points: line((i) => scatter[i]! / Math.max(1, state.samples)) },
  ];
  return {
    kind: "curve",
    title: `Where along x, for degree ${degreeOf(state, chosen)}`,
    x: { label: "x" },
    y: { label: "bias², variance", log: true },
    series: state.samples === 0 ? [] : series.filter(({ points }) => points.length > 0),
  };
}

function words(state: State, chosen: Chosen): TextView {
  const degree = degreeOf(state, chosen);
  const { noise, bias2, variance, error } = parts(state, chosen, degree);
  const sum = `${showNumber(noise)} noise + ${showNumber(bias2)} bias² + ${showNumber(variance)} variance = ${showNumber(error)}`;
  const lines: TextView["lines"] = [
    {
      text: state.samples > 0 ? `Degree ${degree}: ${sum}.` : `No sample yet, so no fit of degree ${degree}.`,
      tone: "ink",
    },
  ];
  if (degree < chosen.degree)
    lines.push({ text: `${chosen.count} points allow degree ${degree} at most here.`, tone: "gap" });
  if (state.samples > 0) {
    const { fresh, train } = state.tallies[degree]!;
    const best = bestDegree(state, chosen);
    lines.push(
      { text: `Measured on fresh noisy points: ${showNumber(fresh)}.`, tone: "ink" },
      { text: `On the points that it was fitted to: ${showNumber(train)}.`, tone: "ok" },
      {
        text: `Smallest error so far: degree ${best}, with ${showNumber(parts(state, chosen, best).error)}.`,
        tone: "accent",
      },
    );
  }
  return { kind: "text", title: "In words", lines };
}
