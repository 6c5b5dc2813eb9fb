import { expect, it } from "vitest";
import { isExperimentName, isRunId, makeRunId } from "./run-id.ts";

const bytes = Uint8Array.of(0, 31, 32 + 9, 255);

it("an id is date, time in UTC, the experiment's last word and four characters", () => {
  const id = makeRunId("nn/digits-mlp", Date.UTC(2026, 10, 4, 9, 5, 7), bytes);
  expect(id).toBe("20261104-090507-mlp-0z9z");
  expect(isRunId(id)).toBe(true);
});

it("every byte gives a character that the form allows", () => {
  for (let byte = 0; byte < 256; byte++)
    expect(isRunId(makeRunId("lab/chain-rule", 0, Uint8Array.of(byte, byte, byte, byte)))).toBe(true);
});

it("ids that lead elsewhere are no ids", () => {
  const id = "20261104-090507-mlp-0z9z";
  for (const trick of [
    `../${id}`,
    `${id}/..`,
    `${id}/`,
    `${id}\0`,
    `${id}\n`,
    `.${id}`,
    id.toUpperCase(),
    "..",
    "",
    "con",
    7,
    null,
  ])
    expect(isRunId(trick)).toBe(false);
});

it("experiments are paths of words below their area", () => {
  for (const good of ["nn/digits-mlp", "lab/chain-rule", "rl/tabular/q-learning"])
    expect(isExperimentName(good)).toBe(true);
  for (const bad of [
    "digits",
    "nn/",
    "/nn/x",
    "nn/../x",
    "nn\\x",
    "nn/x.ts",
    "nn/.x",
    "NN/x",
    "nn//x",
    "-nn/x",
    "nn/%2e%2e",
  ])
    expect(isExperimentName(bad)).toBe(false);
  expect(() => makeRunId("../x", 0, bytes)).toThrow('experiment: given "../x", needed <area>/<name>');
});
