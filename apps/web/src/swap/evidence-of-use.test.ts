import type { ProgressEvent } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import type { SwapFacts } from "../lab/lab-protocol.ts";
import { evidenceOfUse } from "./evidence-of-use.ts";
import type { SwapExercise } from "./swap-data.ts";

const exercise = (slug: string, name: string, topics: string[]) =>
  ({ slug, export: name, topics }) as SwapExercise;
const fact = (slug: string, more: Partial<SwapFacts> = {}) =>
  ({ exercise: slug, called: true, difference: "", ...more }) as SwapFacts;
const adam = exercise("adam-step", "Adam", ["adam", "momentum"]);
const norm = exercise("layer-norm", "LayerNorm", ["layer-norm"]);
const used = (topic: string, run = "lab/gpt") =>
  ({ id: topic, at: 1, kind: "use", topic, run }) as ProgressEvent;
const verdicts = (facts: SwapFacts[], events: ProgressEvent[] = []) =>
  evidenceOfUse("lab/gpt", [adam, norm], facts, events).map(({ verdict, fresh }) => [verdict, ...fresh]);

it("code that was called and gives the library's numbers is used, for all topics of its exercise", () => {
  expect(verdicts([fact("adam-step"), fact("layer-norm")])).toEqual([
    ["used", "adam", "momentum"],
    ["used", "layer-norm"],
  ]);
});

it("code that was never called, or gives other numbers, is evidence for nothing, and it is told which", () => {
  expect(
    verdicts([fact("adam-step", { called: false }), fact("layer-norm", { difference: "0.1 at [2]" })]),
  ).toEqual([["not called"], ["differs"]]);
  expect(verdicts([fact("adam-step")])[1]).toEqual(["not compared"]);
});

it("counts once for a topic and a lab; another lab is another use, and two exercises of one topic record it once", () => {
  expect(verdicts([fact("adam-step"), fact("layer-norm")], [used("adam"), used("layer-norm")])).toEqual([
    ["used", "momentum"],
    ["used before"],
  ]);
  expect(verdicts([fact("layer-norm")], [used("layer-norm", "lab/other")])[1]).toEqual([
    "used",
    "layer-norm",
  ]);
  const twin = exercise("twin", "Twin", ["layer-norm"]);
  const both = evidenceOfUse("lab/gpt", [norm, twin], [fact("layer-norm"), fact("twin")], []);
  expect(both.flatMap(({ fresh }) => fresh)).toEqual(["layer-norm"]);
});
