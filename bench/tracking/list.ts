import { type AskedServer, askServer, untilIndexed } from "./ask-server.ts";
import { inBrowser } from "./in-browser.ts";
import { median } from "./quantile.ts";
import { writeRuns } from "./write-runs.ts";

const shape = { steps: 200, metrics: 10 };

/** Many runs: the index from nothing, a start with the index there, the list, and its first picture in the browser. */
export async function list(workspace: string, runs: number): Promise<Record<string, string>> {
  writeRuns(workspace, { runs, ...shape });
  const points = (runs * shape.steps * shape.metrics).toLocaleString("en");
  const found: Record<string, string> = {};
  await using(await askServer(workspace), async (server) => {
    const seconds = (await untilIndexed(server, runs)) / 1000;
    found[`${runs} runs, ${points} points: index from nothing`] =
      `${seconds.toFixed(1)} s, server ${server.memory().highest.toFixed(0)} MB at most`;
  });
  await using(await askServer(workspace), async (server) => {
    const { ms, body } = await server.get(`/api/runs?limit=${runs}`);
    found["started again: until it answers, then the whole list"] =
      `${server.startedMs.toFixed(0)} ms, ${ms.toFixed(0)} ms for ${(body.length / 1e6).toFixed(1)} MB`;
    const again: number[] = [];
    for (let i = 0; i < 9; i++) again.push((await server.get(`/api/runs?limit=${runs}`)).ms);
    found["the whole list once more"] = `${median(again).toFixed(0)} ms`;
    const drawn = await inBrowser(server, "/runs/", "[role=row] a[href*='/runs/view/'], td a, th a");
    found["first picture of the list, from opening the page"] = `${drawn.first} ms, median of ${drawn.of}`;
    found["memory of the server then"] = `${server.memory().now.toFixed(0)} MB`;
  });
  return found;
}

async function using(server: AskedServer, work: (server: AskedServer) => Promise<void>): Promise<void> {
  try {
    await work(server);
  } finally {
    server.close();
  }
}
