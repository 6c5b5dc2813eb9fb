/** Best of n by a proxy: what the winner's proxy says, and what the winner is worth. */
import { type CurveView, defineLab, type ScatterView, type TextView } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import { type Chosen, truthGiven } from "./candidates.ts";
import { go, lastRound, means, type State, start, verdict } from "./rounds.ts";

export const lab = defineLab({
  title: "The winner of many",
  lead: "Draw n candidates, keep the one whose proxy is highest, and look at what it is really worth.",
  parameters: {
    tail: {
      kind: "choice",
      label: "Errors of the proxy",
      options: [
        { value: "light", label: "light tails: normal" },
        { value: "heavy", label: "heavy tails: Student's t, 2 degrees" },
      ],
      default: "heavy",
    },
    error: { kind: "range", label: "Size of the errors", min: 0, max: 3, step: 0.1, default: 1 },
    bends: { kind: "switch", label: "Beyond a bend, more of the trait is worse", default: false },
    bend: { kind: "range", label: "Place of the bend", min: 0.5, max: 4, step: 0.1, default: 2 },
    slope: { kind: "range", label: "Fall beyond the bend", min: 0, max: 5, step: 0.5, default: 3 },
  },

  init: (): State => start(),
  step: (state, chosen, random): State => go(state, chosen, random),
  finished: (state) => state.rounds >= lastRound,
  paceMs: 80,

  views: (state, chosen) => [winners(state), given(chosen), population(state), words(state)],

  summary: (state) => {
    const rows = means(state);
    if (rows.length === 0) return "No round has been drawn yet.";
    const [last, top] = [rows.at(-1)!, rows.reduce((a, b) => (b.truth > a.truth ? b : a))];
    return `After ${state.rounds} rounds the best of ${last.n} has a proxy of ${showNumber(last.proxy)} and a true value of ${showNumber(last.truth)} on average; the truth is highest, ${showNumber(top.truth)}, for n = ${top.n}.`;
  },

  table: (state) => ({
    columns: [
      "n",
      "proxy of the winner",
      "its true value",
      "standard error of that",
      "log n − (n − 1)/n, nats",
    ],
    rows: means(state).map(({ n, proxy, truth, error }) => [
      n,
      showNumber(proxy),
      showNumber(truth),
      showNumber(error),
      showNumber(Math.log(n) - (n - 1) / n),
    ]),
  }),

  notice: [
    "Light tails, size 1: what part of the proxy's rise is real, at every n? Then size 2. The derivation gives the fraction.",
    "Heavy tails, size 1: read off the n at which the truth is highest, and the truth at 2,048. Is the winner ever worth less than a random candidate?",
    "Look at the curve of the truth that a proxy value lets you expect. With light tails it is a line; with heavy ones, what does it do beyond 4?",
    "Set the size of the errors to 0 and switch the bend on. No noise is left. What happens to the winner, and is it still no worse than a random candidate?",
    "Heavy tails with the size 0.1: the errors are hardly seen among 60 candidates. From which n on do they decide?",
  ],

  prediction: {
    question: "The proxy of the winner rises with n. What will its true value do, from n = 1 to 2,048?",
    options: [
      { value: "keeps up", label: "rise as much" },
      { value: "lags", label: "rise all the way, but less" },
      { value: "falls", label: "fall, at once or after a rise" },
    ],
    outcome: (state) => verdict(state),
    afterSteps: lastRound / 10,
    because:
      "With normal errors a larger proxy always lets one expect a larger truth, by a fixed fraction. With heavy tails a huge proxy is more likely a huge error on an ordinary candidate than an extraordinary candidate, so the winners of large n are ordinary. A bend makes the truth fall without any error.",
  },

  metrics: (state): Record<string, number> => {
    const last = means(state).at(-1);
    return last === undefined ? {} : { proxy: last.proxy, truth: last.truth };
  },
});

function winners(state: State): CurveView {
  const rows = means(state);
  return {
    kind: "curve",
    title: "The best of n by the proxy, mean over the rounds",
    x: { label: "n", log: true },
    y: { label: "value" },
    series: [
      { label: "its proxy", tone: "muted", points: rows.map(({ n, proxy }) => [n, proxy]), dots: true },
      { label: "its true value", tone: "accent", points: rows.map(({ n, truth }) => [n, truth]), dots: true },
    ],
  };
}

function given(chosen: Chosen): CurveView {
  const points: [number, number][] = [];
  for (let u = -3; u <= 10.001; u += 0.5) {
    const truth = truthGiven(u, chosen);
    if (truth !== undefined) points.push([u, truth]);
  }
  return {
    kind: "curve",
    title: "The truth to be expected of a candidate with this proxy, computed",
    x: { label: "proxy" },
    y: { label: "expected truth" },
    series: [{ label: "E[truth | proxy]", tone: "accent", points }],
  };
}

function population(state: State): ScatterView {
  const { shown, winner } = state;
  return {
    kind: "scatter",
    title: "60 candidates of the latest round, and the winner of all 2,048",
    x: { label: "proxy" },
    y: { label: "truth" },
    points: [
      ...shown.map(({ proxy, truth }) => ({ x: proxy, y: truth, tone: "muted" as const })),
      ...(winner === undefined
        ? []
        : [{ x: winner.proxy, y: winner.truth, tone: "accent" as const, label: "winner" }]),
    ],
  };
}

function words(state: State): TextView {
  const last = means(state).at(-1);
  const said: Record<ReturnType<typeof verdict>, string> = {
    falls: "The truth ends clearly below its highest value: more selection made the winner worse.",
    lags: "The truth lags behind the proxy; no fall stands out from the noise.",
    "keeps up": "The truth keeps up with the proxy.",
  };
  return {
    kind: "text",
    title: "So far",
    lines:
      last === undefined
        ? [{ text: "Step to draw ten rounds of 2,048 candidates.", tone: "muted" }]
        : [
            {
              text: `Best of ${last.n}: proxy ${showNumber(last.proxy)}, truth ${showNumber(last.truth)}.`,
              tone: "ink",
            },
            { text: said[verdict(state)], tone: "accent" },
          ],
  };
}
