import path from "node:path";
import { listExperiments } from "@blankfile/tracking/node";
import { expect, it } from "vitest";
import { smoke } from "./smoke.fixture.ts";

/** Each experiment that reads a data set runs with the library as it is. */
const { experiments } = listExperiments(path.join(import.meta.dirname));
for (const { name, data } of experiments)
  if (data !== undefined)
    it.concurrent(`${name} runs`, async () => expect(await smoke(name)).toEqual([]), 300_000);
