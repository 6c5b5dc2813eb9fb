import { askServer, untilIndexed } from "./ask-server.ts";
import { inBrowser } from "./in-browser.ts";
import { median } from "./quantile.ts";
import { writeRuns } from "./write-runs.ts";

/** A million points of one run: as the page asks for them, and drawn. */
export async function points(workspace: string): Promise<Record<string, string>> {
  const [id] = writeRuns(workspace, { runs: 1, steps: 100_000, metrics: 10 });
  const server = await askServer(workspace);
  try {
    const seconds = (await untilIndexed(server, 1)) / 1000;
    const times: number[] = [];
    let size = 0;
    for (let i = 0; i < 5; i++) {
      const { ms, body } = await server.get(`/api/runs/${id}/metrics`);
      times.push(ms);
      size = body.length;
    }
    const drawn = await inBrowser(server, `/runs/view/?id=${id}`, ".plot canvas");
    return {
      "1,000,000 points in one run, ten metrics: index from nothing": `${seconds.toFixed(1)} s`,
      "thinned to 2,000 a metric and sent": `${median(times).toFixed(0)} ms for ${(size / 1e6).toFixed(2)} MB`,
      "drawn, from opening the page to the first curve": `${drawn.first} ms, median of ${drawn.of}`,
      "memory of the server": `${server.memory().highest.toFixed(0)} MB at most`,
    };
  } finally {
    server.close();
  }
}
