import type { CurveView, ScatterView, TextView, Tone, View } from "@blankfile/curriculum/lab";
import { showNumber } from "../show-number.ts";
import {
  type Chosen,
  columns,
  countedShare,
  mostTests,
  naiveChance,
  type Person,
  type State,
  trueChance,
} from "./crowd.ts";

export function pictures(state: State, chosen: Chosen): View[] {
  return [crowd(state), chances(state, chosen), words(state, chosen)];
}

function toneOf({ ill, flagged }: Person): Tone {
  if (flagged) return ill ? "gap" : "amber";
  return ill ? "ink" : "muted";
}

function crowd({ people }: State): ScatterView {
  return {
    kind: "scatter",
    title:
      "1,200 people: red ill, amber healthy; sent home, the ill in the colour of this text, the healthy grey",
    x: { label: "place in the row" },
    y: { label: "row" },
    points: people.map((person, i) => ({
      x: i % columns,
      y: Math.floor(i / columns),
      tone: toneOf(person),
    })),
  };
}

function chances({ history }: State, chosen: Chosen): CurveView {
  const tests = Array.from({ length: mostTests + 1 }, (_, k) => k);
  const counted = history.flatMap((moment): [number, number][] => {
    const share = countedShare(moment);
    return share === undefined ? [] : [[moment.tests, share]];
  });
  return {
    kind: "curve",
    title: "Chance of being ill after so many positive results and no negative one",
    x: { label: "positive results" },
    y: { label: "chance of being ill" },
    series: [
      { label: "counted in this crowd", tone: "accent", points: counted, dots: true },
      {
        label: "prior odds × a ratio for each result",
        tone: "amber",
        points: tests.map((k) => [k, naiveChance(k, chosen)]),
      },
      {
        label: "with the copies counted once",
        tone: "muted",
        points: tests.map((k) => [k, trueChance(k, chosen)]),
      },
    ],
  };
}

function words({ history }: State, chosen: Chosen): TextView {
  const { tests, ill, healthy } = history.at(-1)!;
  const all = history[0]!.ill;
  const ratio = chosen.sensitivity / (1 - chosen.specificity);
  const prior = chosen.start === "even" ? 0.5 : chosen.prevalence;
  const odds = prior / (1 - prior);
  const lines: TextView["lines"] = [
    { text: `Left: ${ill} ill and ${healthy} healthy. Ill and sent home: ${all - ill}.`, tone: "accent" },
    {
      text: `Likelihood ratio of a positive: ${showNumber(chosen.sensitivity)} / ${showNumber(1 - chosen.specificity)} = ${showNumber(ratio)}.`,
      tone: "ink",
    },
    {
      text: `Odds: ${showNumber(odds)} × ${showNumber(ratio)}${"⁰¹²³⁴⁵⁶⁷⁸⁹"[tests]} = ${showNumber(odds * ratio ** tests)}, a chance of ${showNumber(naiveChance(tests, chosen))}.`,
      tone: "amber",
    },
  ];
  if (tests > 1 && chosen.copied > 0)
    lines.push({
      text: `A repeated result is no news: the chance is ${showNumber(trueChance(tests, chosen))}.`,
      tone: "gap",
    });
  return { kind: "text", title: "In numbers", lines };
}
