/** Runs the checks that are named, on npm's webgpu; prints a line of JSON for each. Needs the driver's variables from the start. */
import { create } from "webgpu";
import { requestGpuDevice } from "../../index.ts";
import { checks } from "../checks.fixture.ts";

const gpu: GPU = create([]);
for (const [name, check] of Object.entries(checks)) {
  const device = await requestGpuDevice({ gpu });
  const problem = await check(device).catch((error: Error) => error.stack ?? String(error));
  console.log(JSON.stringify({ name, problem }));
}
process.exit(0);
