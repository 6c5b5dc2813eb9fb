/** DPO on pairs of two answers: what becomes of them, and of the answers that no pair mentions. */
import {
  type CurveView,
  defineLab,
  type LabRandom,
  type MatrixView,
  type TextView,
} from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import {
  type Chosen,
  divergence,
  loss,
  margin,
  names,
  policy,
  reference,
  sigmoid,
  traits,
} from "./bandit.ts";

interface State {
  /** Share of the drawn pairs in which A was preferred. */
  share: number;
  /** Length of the way that the weights have gone along φ(A) − φ(B); every step of gradient descent is along it. */
  push: number;
  history: { probabilities: number[]; margin: number; loss: number }[];
}

/** Steps of gradient descent between two pictures; the rate is 1/(4β²), so that β does not set the pace of the margin. */
const stepsPerFrame = 4;
const frames = 100;

export const lab = defineLab({
  title: "One pair and the rest",
  lead: "Train by DPO on judgements of A against B. The pairs say nothing of C and D; the policy has to put them somewhere.",
  parameters: {
    beta: { kind: "range", label: "β", min: 0.1, max: 2, step: 0.1, default: 0.5 },
    sharing: {
      kind: "range",
      label: "Part of the score that a shared trait decides",
      min: 0,
      max: 1,
      step: 0.1,
      default: 0.8,
    },
    rare: {
      kind: "range",
      label: "Probability of C under the reference",
      min: 0.05,
      max: 0.6,
      step: 0.05,
      default: 0.5,
    },
    truth: {
      kind: "range",
      label: "Chance that a judge prefers A",
      min: 0.5,
      max: 1,
      step: 0.05,
      default: 0.8,
    },
    pairs: { kind: "range", label: "Pairs judged", min: 1, max: 300, step: 1, default: 200 },
  },

  init: (chosen, random): State => {
    const share = judged(chosen, random);
    return { share, push: 0, history: [moment(0, share, chosen)] };
  },
  step: (state, chosen): State => {
    let { push } = state;
    for (let i = 0; i < stepsPerFrame; i++)
      push += (state.share - sigmoid(margin(push, chosen))) / chosen.beta / 4;
    return { ...state, push, history: [...state.history, moment(push, state.share, chosen)] };
  },
  finished: ({ history }) => history.length > frames,
  paceMs: 80,

  views: (state, chosen) => [probabilities(state), margins(state), now(state, chosen), words(state, chosen)],

  summary: ({ history }) => {
    const { probabilities: p, margin: m } = history.at(-1)!;
    return `After ${stepsPerFrame * (history.length - 1)} steps the probabilities are ${names.map((name, k) => `${name} ${showNumber(p[k]!)}`).join(", ")}; the margin of A over B is ${showNumber(m)}.`;
  },

  table: ({ history }) => ({
    columns: ["steps", ...names, "margin", "loss"],
    rows: history.map(({ probabilities: p, margin: m, loss: value }, i) => [
      stepsPerFrame * i,
      ...p.map(showNumber),
      showNumber(m),
      showNumber(value),
    ]),
  }),

  notice: [
    "At the default the loss falls all the time, and so does the probability of the preferred answer A. Where does the mass go, and which pair said so?",
    "Set the sharing to 0: each answer has a weight of its own. Can A still fall?",
    "Sharing 0.8, and C rare (0.05). Follow A: does it rise, fall, or one after the other?",
    "Halve β and compare the divergence from the reference. By what factor does the log-ratio of A over B grow?",
    "One pair only, or judges who always prefer A: the margin has nowhere to stop, for every β. What holds the policy near the reference now?",
  ],

  prediction: {
    question:
      "Each pair sets A against B; at the default, most judges prefer A. After training, how do the probabilities of the two compare with the reference?",
    options: [
      { value: "apart", label: "A higher, B lower" },
      { value: "lower", label: "both lower" },
      { value: "higher", label: "both higher" },
      { value: "other", label: "A lower, B higher" },
      { value: "same", label: "neither has moved" },
    ],
    outcome: ({ history }) => {
      const [before, after] = [history[0]!.probabilities, history.at(-1)!.probabilities];
      if (after[0] === before[0] && after[1] === before[1]) return "same";
      const [a, b] = [after[0]! >= before[0]!, after[1]! >= before[1]!];
      if (a && b) return "higher";
      if (a) return "apart";
      return b ? "other" : "lower";
    },
    afterSteps: frames,
    because:
      "The loss sees the difference of two log-ratios only. The shared weight that lifts A above B lifts every score by the trait of its answer, and C has three times the trait of A. If the shared part is large enough, C gains on A. Both answers of the pair may fall while A falls more slowly than B, and the loss is content.",
  },

  metrics: ({ history }) => ({ a: history.at(-1)!.probabilities[0]!, margin: history.at(-1)!.margin }),
});

function judged({ truth, pairs }: Chosen, random: LabRandom): number {
  let wins = 0;
  for (let i = 0; i < pairs; i++) if (random.uniform() < truth) wins++;
  return wins / pairs;
}

function moment(push: number, share: number, chosen: Chosen): State["history"][0] {
  const m = margin(push, chosen);
  return { probabilities: policy(push, chosen), margin: m, loss: loss(m, share) };
}

function probabilities({ history }: State): CurveView {
  const tones = ["accent", "gap", "amber", "muted"] as const;
  return {
    kind: "curve",
    title: "Probability of each answer",
    x: { label: "steps" },
    y: { label: "probability" },
    series: names.map((name, k) => ({
      label: ["A, in every pair", "B, in every pair", "C, in no pair", "D, in no pair"][k] ?? name,
      tone: tones[k]!,
      points: history.map(({ probabilities: p }, i): [number, number] => [stepsPerFrame * i, p[k]!]),
    })),
  };
}

function margins({ history }: State): CurveView {
  const points = (of: "margin" | "loss") =>
    history.map((row, i): [number, number] => [stepsPerFrame * i, row[of]]);
  return {
    kind: "curve",
    title: "What the loss sees",
    x: { label: "steps" },
    y: { label: "margin, loss" },
    series: [
      { label: "margin m", tone: "accent", points: points("margin") },
      { label: "loss", tone: "ink", points: points("loss") },
    ],
  };
}

function now({ history }: State, chosen: Chosen): MatrixView {
  const [p, from] = [history.at(-1)!.probabilities, reference(chosen)];
  return {
    kind: "matrix",
    title: "Reference, policy, and β · log(policy / reference), the reward up to a constant",
    rowLabels: ["reference", "policy", "reward"],
    colLabels: [...names],
    values: [
      ...from,
      ...p,
      ...p.map((x, k) => unrounded(chosen.beta * Math.log(Math.max(x, 1e-300) / from[k]!))),
    ],
  };
}

/** What rounding left where the number is 0. */
const rounding = 1e-12;

function unrounded(x: number): number {
  return Math.abs(x) < rounding ? 0 : x;
}

function words({ history, share }: State, chosen: Chosen): TextView {
  const goal = Math.log(share / (1 - share));
  const price = divergence(history.at(-1)!.probabilities, reference(chosen));
  return {
    kind: "text",
    title: "Where it is going",
    lines: [
      {
        text: `Shared trait, say paragraphs beyond the first: ${names.map((name, k) => `${name} ${showNumber(traits[k]!)}`).join(", ")}.`,
        tone: "muted",
      },
      { text: `A was preferred in ${showNumber(100 * share)} % of the pairs.`, tone: "ink" },
      {
        text: Number.isFinite(goal)
          ? `The loss is least at the margin log f/(1 − f) = ${showNumber(goal)}, a log-ratio of ${showNumber(goal / chosen.beta)} between A and B.`
          : "All pairs agree: the loss has no least value, and the margin grows as long as training goes on.",
        tone: "accent",
      },
      { text: `Divergence from the reference: ${showNumber(Math.abs(unrounded(price)))} nats.`, tone: "ink" },
    ],
  };
}
