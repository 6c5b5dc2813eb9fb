import { describe, expect, it } from "vitest";
import { foldRun } from "../fold.ts";
import { browserClaim, type MemoryRun, memoryRun } from "../memory-run.ts";
import { confusionMatrix } from "../values/confusion-matrix.ts";
import { curve } from "../values/curve.ts";
import { distribution } from "../values/distribution.ts";
import { histogram } from "../values/histogram.ts";
import { imageFromPixels } from "../values/image.ts";
import { table, text } from "../values/value.ts";
import { htmlReport } from "./html-report.ts";
import { type ReportRun, reportRunOf, wantedArtifacts } from "./report-run.ts";

const start = Date.UTC(2026, 10, 30, 18);
const hostile = `</script><img src=x onerror="alert(1)">`;

function begin(seed: number, more: object = {}): MemoryRun {
  let now = start + seed * 1000;
  return memoryRun({
    experiment: "test/net",
    config: { lr: 0.1, note: "plain" },
    seed,
    clock: () => (now += 10),
    random: Uint8Array.of(seed, 2, 3, 4),
    metrics: { accuracy: { goal: "maximize" } },
    prediction: { text: "above a half", metric: "accuracy", range: [0.5, 1] },
    ...more,
  });
}

function done(run: MemoryRun): ReportRun {
  run.finish();
  const lines = run.events.map((event) => `${JSON.stringify(event)}\n`).join("");
  return reportRunOf(foldRun(run.record, [{ claim: browserClaim(run.record), text: lines }]), run.artifacts);
}

function seeds(count: number): ReportRun[] {
  return Array.from({ length: count }, (_, seed) => {
    const run = begin(seed);
    for (let step = 1; step <= 3; step++) run.log({ accuracy: 0.6 + seed / 10, loss: 1 / step }, { step });
    return done(run);
  });
}

const report = (runs: readonly ReportRun[], more: object = {}) =>
  htmlReport(runs, { madeAt: start, ...more });

describe("a report", () => {
  it("has the figures with their interval: 0.6, 0.7, 0.8 are 0.7 ± 0.25", () => {
    const { html, found, leftOut } = report(seeds(3));
    expect(html).toContain("0.7 ± 0.25");
    expect(html).toContain("3 seeds");
    expect(html).toContain("inside for 3 of 3 seeds");
    expect(html.match(/class="line t0 thin"/g)).toHaveLength(6);
    expect([found, leftOut]).toEqual([[], []]);
    expect(html).not.toContain("Not in this file");
  });

  it("of one seed has no interval and says so", () => {
    const { html } = report(seeds(1));
    expect(html).toContain("one seed: nothing follows about the next");
    expect(html).not.toContain("±</td>");
    expect(html).not.toContain('class="band');
  });

  it("needs nothing else: no script, no link, no address but data:, and a policy that lets nothing in", () => {
    const { html } = report(seeds(2));
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`,
    );
    expect(html).not.toMatch(/<script|<link|<iframe|@import|url\(|https?:\/\/|\son\w+=/);
    expect(html.match(/<meta http-equiv/g)).toHaveLength(1);
  });

  it("tells configurations apart by what differs", () => {
    const other = begin(7, { config: { lr: 0.5, note: "plain" } });
    other.log({ accuracy: 0.9 }, { step: 1 });
    const { html } = report([...seeds(2), done(other)]);
    expect(html).toContain("of 2 configurations");
    expect(html).toMatch(/<span class="key t1"><\/span>lr 0\.5/);
    expect(html).toContain("<td>0.1</td><td>0.5</td>");
    expect(html).toMatch(/What is the same[\s\S]*<th scope="row">note<\/th><td>plain<\/td>/);
  });

  it("is refused without runs", () => {
    expect(() => report([])).toThrow("htmlReport: given no runs, needed at least one");
  });

  it("thins a long run and says of how many points", () => {
    const run = begin(1);
    for (let step = 1; step <= 5000; step++) run.log({ accuracy: step === 777 ? 9 : 0 }, { step });
    const { html } = report([done(run)]);
    expect(html).toMatch(/\d+ of 5000 points/);
    expect(html.length).toBeLessThan(80_000);
  });

  it("says that the page had fewer points than the run", () => {
    const [run] = seeds(1);
    const few = { ...run!, points: new Map([["accuracy", run!.points.get("accuracy")!.slice(1)]]) };
    expect(report([few]).html).toContain("The curves begin from 2 of them");
  });
});

describe("what was logged beside numbers", () => {
  async function withMedia() {
    const run = begin(1);
    // Noise, which no compression makes small: it is an artifact.
    let state = 1;
    const data = Array.from({ length: 40_000 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
    for (const step of [1, 2])
      run.log(
        {
          weights: histogram([1, 2, 3 * step]),
          spread: distribution([1, 2, 3]),
          errors: confusionMatrix([0, 1], [0, 0], ["zero", "one"]),
          recall: curve({ x: [0, 1], y: [1, 0.5], low: [0.9, 0.4], high: [1, 0.6] }),
          digit: await imageFromPixels({ width: 2, height: 1, channels: 1, data: [0, 255] }, "a digit"),
          large: await imageFromPixels({ width: 200, height: 200, channels: 1, data }),
          rows: table({ columns: ["x"], rows: [[step]] }),
          said: text(`step ${step}`),
          long: text("x".repeat(100_000)),
        },
        { step },
      );
    return done(run);
  }

  it("is all there, images as data, the small ones with visible pixels", async () => {
    const { html, leftOut } = report([await withMedia()]);
    for (const name of ["weights", "spread", "errors", "recall", "digit", "large", "rows", "said", "long"])
      expect(html).toContain(`<figcaption>${name} `);
    expect(html.match(/<img src="data:image\/png;base64,/g)).toHaveLength(4);
    expect(html).toContain('alt="digit, step 1: a digit, 2 × 1 pixels"');
    expect(html).toContain('width="224" class="small"');
    expect(html).toContain("the first 2000 of 100000 characters");
    expect(leftOut).toEqual([]);
  });

  it("asks for the artifacts that it shows, and names what is not at hand or too much", async () => {
    const run = await withMedia();
    expect(wantedArtifacts(run.details).sort()).toEqual([...run.artifacts!.keys()].sort());
    const { artifacts: _, ...bare } = run;
    const missing = report([bare]);
    expect(missing.leftOut.join("\n")).toMatch(/image large, step 1 \(not at hand\)[\s\S]*2 of 2 of long/);
    expect(missing.html).toContain("Not in this file");
    const small = report([run], { mediaBytes: 1000 });
    expect(small.leftOut[0]).toMatch(/image large, step 1 \(.*kB, over the limit of all images\)/);
    expect(small.html.match(/<img /g)).toHaveLength(2);
  });

  it("an artifact that is no image is not shown as one, whatever the run says", async () => {
    const run = await withMedia();
    const artifacts = new Map([...run.artifacts!.keys()].map((hash) => [hash, new Uint8Array([60, 104])]));
    const { html, leftOut } = report([{ ...run, artifacts }]);
    expect(html.match(/<img /g)).toHaveLength(2);
    expect(leftOut.join()).toContain("its bytes are no PNG or JPEG");
  });
});

describe("a hostile run", () => {
  it("stays text wherever its names and texts stand", async () => {
    const run = begin(1, { config: { [hostile]: hostile }, prediction: hostile });
    run.defineMetric(hostile, { goal: "minimize", unit: hostile });
    run.log({ [hostile]: 1, [`${hostile}2`]: histogram([1]) }, { step: 1 });
    run.log({
      m: confusionMatrix([0], [0], [hostile]),
      c: curve({ x: [1], y: [1], xName: hostile, yName: hostile }),
    });
    run.log({ t: table({ columns: [hostile], rows: [[hostile]] }), s: text(hostile) });
    run.log({ i: await imageFromPixels({ width: 1, height: 1, channels: 1, data: [0] }, hostile) });
    run.summary({ [hostile]: hostile });
    run.note(hostile);
    run.logArtifact(hostile, new TextEncoder().encode(hostile), { type: hostile });
    run.logArtifact("code.diff", new TextEncoder().encode(`@@ -1 +1 @@\n+${hostile}\n-${hostile}`), {
      type: "diff",
    });
    const { html } = report([done(run)]);
    expect(html).toContain("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).not.toMatch(/<\/script|<img src=x|onerror="/);
    expect(html).toContain("<ins>+&lt;/script&gt;");
  });

  it("leaves its secrets behind, wherever they stand, and says what was taken out", () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const run = begin(1, { prediction: `uses ${token}` });
    run.log({
      said: text(`Bearer ${token}`),
      rows: table({ columns: ["password"], rows: [[token], ["x"]] }),
    });
    run.log({ big: text(`${token} ${"x".repeat(70_000)}`) });
    run.note(`the key is ${token}`);
    run.summary({ apiKey: "plain words" });
    run.logArtifact("code.diff", new TextEncoder().encode(`+const key = "${token}";`), { type: "diff" });
    const { html, found } = report([done(run)]);
    expect(html).not.toContain("a1B2a1B2");
    expect(html).not.toContain("plain words");
    for (const place of ["the prediction", "text said", "text big", "a note", "summary.apiKey", "code.diff"])
      expect(found.join("\n")).toContain(place);
    expect(html).toContain("Taken out, because it looks like a secret");
  });

  it("with a damaged record is still reported", () => {
    const run = foldRun({ id: "20261130-180852-net-8074", damaged: "not JSON" }, []);
    const { html } = report([reportRunOf(run)]);
    expect(html).toContain("<h1>20261130-180852-net-8074</h1>");
    expect(html).toContain("Its run.json is damaged");
  });
});
