import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = path.join(import.meta.dirname, "..", "..", "..");
let folder: string;
let workspace: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "blankfile-cli-"));
  workspace = path.join(folder, "mine");
  expect(blankfile("init", workspace).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the real command line in the workspace's parent folder, with a home folder of its own. */
function blankfile(...args: string[]) {
  return blankfileWith({}, ...args);
}

function blankfileWith(more: Record<string, string>, ...args: string[]) {
  const { BLANKFILE_WORKSPACE: _, ...env } = process.env;
  const main = path.join(repository, "apps/cli/src/main.ts");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", main, ...args],
    {
      cwd: existsSync(workspace) ? workspace : folder,
      env: { ...env, HOME: folder, USERPROFILE: folder, ...more },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

describe("blankfile init", () => {
  it("makes a workspace with the packages linked, so that an editor finds them", () => {
    for (const name of ["LOG.md", "progress.jsonl", "exercises", "runs", "tsconfig.json", ".git"]) {
      expect(existsSync(path.join(workspace, name)), name).toBe(true);
    }
    expect(readFileSync(path.join(workspace, ".gitattributes"), "utf8")).toBe("progress.jsonl merge=union\n");
    expect(existsSync(path.join(workspace, "node_modules/@blankfile/tensor/src/index.ts"))).toBe(true);
  });

  it("run again changes nothing that is there", () => {
    writeFileSync(path.join(workspace, "LOG.md"), "my log\n");
    const { stdout, status } = blankfile("init", workspace);
    expect(status).toBe(0);
    expect(stdout).toMatch(/in order/);
    expect(readFileSync(path.join(workspace, "LOG.md"), "utf8")).toBe("my log\n");
  });

  it("says where it cannot write", () => {
    const file = path.join(folder, "a-file");
    writeFileSync(file, "");
    const { status, stderr } = blankfile("init", path.join(file, "inside"));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^init: .*inside cannot be written: .*name another folder/);
  });
});

describe("blankfile practice", () => {
  it("writes the starter once and never over the learner's file", () => {
    const { stdout } = blankfile("practice", "stable-softmax");
    expect(stdout).toMatch(/Wrote .*stable-softmax\.ts/);
    expect(stdout).toMatch(/^from a blank file · difficulty 2 of 5 · about 30 min · no imports$/m);
    const file = path.join(workspace, "exercises/stable-softmax.ts");
    writeFileSync(file, "// mine\n");
    expect(blankfile("practice", "stable-softmax").stdout).toMatch(/Yours is there already/);
    expect(readFileSync(file, "utf8")).toBe("// mine\n");
  });
});

describe("blankfile check", () => {
  const write = (text: string) =>
    writeFileSync(path.join(workspace, "exercises/two-layer-backward.ts"), text);
  const source = (name: string) =>
    readFileSync(path.join(repository, "content/exercises/two-layer-backward", name), "utf8");
  const events = () =>
    readFileSync(path.join(workspace, "progress.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it("says what was given, what was expected and which prerequisite to look at, and exits with 1", () => {
    write(source("mutants/slope-of-tanh-from-the-wrong-side.ts"));
    const { status, stdout } = blankfile("check", "two-layer-backward");
    expect(status).toBe(1);
    expect(stdout).toMatch(/✕ a saturated unit passes on a small gradient/);
    expect(stdout).toMatch(/given +\[\[0\.427433\]\]/);
    expect(stdout).toMatch(/expected +\[\[0\.068109/);
    expect(stdout).toMatch(/look at .*activations/);
    expect(events()).toMatchObject([{ kind: "check", exercise: "two-layer-backward", passed: false }]);
  });

  it("records a pass as evidence, and exits with 0", () => {
    write(source("solution.ts"));
    const { status, stdout } = blankfile("check", "two-layer-backward");
    expect(stdout).toMatch(/All \d+ checks passed/);
    expect(stdout).toMatch(
      /^Next: .+: blankfile practice [a-z-]+\n.*Worth doing again from blank from \d{4}/m,
    );
    expect(status).toBe(0);
    expect(events().at(-1)).toMatchObject({
      kind: "check",
      exercise: "two-layer-backward",
      passed: true,
      topics: ["backpropagation"],
    });
  });

  it("ends code that loops for ever, and says which check hung", () => {
    write(`${source("starter.ts").split("export function lossAndGradients")[0]}
export function lossAndGradients(): never { for (;;); }`);
    const { status, stdout } = blankfile("check", "two-layer-backward");
    expect(status).toBe(1);
    expect(stdout).toMatch(/the loss of one sample by hand/);
    expect(stdout).toMatch(/time limit: "the loss of one sample by hand/);
    expect(stdout).not.toMatch(/the loss of two samples|It happened in/);
  }, 240_000);

  it("names no check where the file did not finish loading", () => {
    write(`${source("solution.ts")}\nawait new Promise(() => {});\n`);
    const { status, stdout } = blankfile("check", "two-layer-backward");
    expect(status).toBe(1);
    expect(stdout).toMatch(/time limit: your file did not finish loading within 5 s/);
    expect(stdout).not.toMatch(/by hand/);
  }, 240_000);

  it("a folder in the file's place is told in one sentence", () => {
    mkdirSync(path.join(workspace, "exercises/composed-gradient.ts"));
    const { status, stderr } = blankfile("check", "composed-gradient");
    rmSync(path.join(workspace, "exercises/composed-gradient.ts"), { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^check: .*composed-gradient\.ts cannot be read: it is a folder/);
  });

  it("says nothing about a reader that has read enough", () => {
    write(source("starter.ts"));
    const main = path.join(repository, "apps/cli/src/main.ts");
    const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${main}" check two-layer-backward --workspace "${workspace}" | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stdout).toMatch(/^✕ .*\n$/);
    expect(stderr).toBe("");
  });

  it("names the line of a syntax error", () => {
    write("export const x = 1;\nexport function lossAndGradients( {\n");
    const { status, stdout } = blankfile("check", "two-layer-backward");
    expect(status).toBe(1);
    expect(stdout).toMatch(/line [23]/);
  });

  it("--watch runs again after a save, after a save by renaming, and once a file that was deleted is there again", async () => {
    write(source("starter.ts"));
    const main = path.join(repository, "apps/cli/src/main.ts");
    const args = ["--disable-warning=ExperimentalWarning", main, "check", "two-layer-backward", "--watch"];
    const child = spawn(process.execPath, [...args, "--workspace", workspace], {
      env: { ...process.env, HOME: folder },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    const said = async (text: RegExp) => {
      for (let i = 0; i < 300 && !text.test(output); i++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(output).toMatch(text);
      output = "";
    };
    try {
      await said(/0 of \d+ checks passed/);
      write(source("solution.ts"));
      await said(/All \d+ checks passed/);
      const draft = path.join(workspace, "exercises/.draft");
      writeFileSync(draft, source("mutants/half-forgotten.ts"));
      renameSync(draft, path.join(workspace, "exercises/two-layer-backward.ts"));
      await said(/[1-9] of \d+ checks passed/);
      rmSync(path.join(workspace, "exercises/two-layer-backward.ts"));
      await said(/two-layer-backward\.ts is not there; [\s\S]*Waiting for it/);
      write(source("solution.ts").replaceAll("\n", "\r\n"));
      await said(/All \d+ checks passed/);
    } finally {
      child.kill("SIGKILL");
    }
  }, 240_000);

  it("without a file says how to get one, and exits with 2", () => {
    const { status, stderr } = blankfile("check", "composed-gradient");
    expect(status).toBe(2);
    expect(stderr).toMatch(/blankfile practice composed-gradient/);
  });
});

describe("what may be typed wrong", () => {
  const cases: [string[], RegExp][] = [
    [["practice", "scalar-autogrda"], /there is no "scalar-autogrda"; did you mean scalar-autograd\?/],
    [["check", "softmax"], /did you mean stable-softmax\?/],
    [["run", "nn/digits-mpl"], /there is no "nn\/digits-mpl"; did you mean nn\/digits-mlp/],
    [["verify", "digits"], /experiment: there is no "digits"/],
    [["runs", "2026"], /there is no run "2026"/],
    [["chekc", "x"], /unknown command 'chekc'[\s\S]*Did you mean check\?/],
    [["runs", "--jsn"], /unknown option '--jsn'[\s\S]*Did you mean --json\?/],
    [["run", "nn/digits-mlp", "--sedes", "3"], /there is no --sedes; did you mean --seeds\?/],
    [["practice", "--again"], /--again without a name; name an exercise/],
    [
      ["attempts", "stable-softmax", "--diff", "7"],
      /there is no attempt 7 at stable-softmax; there are none/,
    ],
    [["attempts", "stable-softmax", "--before"], /--before without --diff; name the attempt/],
    [["runs", "--workspace", "/nowhere/at/all"], /none; make it one with: blankfile init/],
  ];
  for (const [args, message] of cases) {
    it(`blankfile ${args.join(" ")} exits with 2 and says what is near`, () => {
      const { status, stderr } = blankfile(...args);
      expect(stderr).toMatch(message);
      expect(status).toBe(2);
    });
  }

  it("a workspace that cannot be written is said plainly, and nothing is lost", () => {
    const broken = path.join(folder, "broken");
    blankfile("init", broken);
    rmSync(path.join(broken, "exercises"), { recursive: true });
    writeFileSync(path.join(broken, "exercises"), "a file where the folder belongs");
    const { status, stderr } = blankfile("practice", "scalar-autograd", "--workspace", broken);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^practice: .*scalar-autograd\.ts was not written: /);
  });
});

describe("blankfile runs", () => {
  it("says that there are none yet, and how to make some", () => {
    expect(blankfile("runs").stdout).toMatch(/No runs in .* yet; make some with: blankfile run/);
  });

  it("lists a run and shows one with its curve", () => {
    const ran = blankfile("run", "nn/digits-mlp", "--smoke", "--variants", "stratified");
    expect(ran.stderr + ran.stdout).toMatch(/stratified/);
    expect(ran.status).toBe(0);
    const [id] = /\d{8}-\d{6}-mlp-\w{4}/.exec(blankfile("runs").stdout) ?? [];
    const { stdout } = blankfile("runs", id!);
    expect(stdout).toMatch(/finished/);
    expect(stdout).toMatch(/train\/loss +[\d.]+ +90 +[▁▂▃▄▅▆▇█]{40}/);
    expect(JSON.parse(blankfile("runs", id!, "--json").stdout)).toMatchObject({
      id,
      state: "finished",
      experiment: "nn/digits-mlp",
    });
  }, 240_000);

  it("shows a damaged run beside the good ones", () => {
    const folder = path.join(workspace, "runs/20200101-000000-mlp-aaaa");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "run.json"), '{"bro');
    const { stdout, status } = blankfile("runs");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^20200101-000000-mlp-aaaa {2}damaged {2}/m);
    expect(stdout).toMatch(/mlp-\w{4} {2}finished/);
    expect(blankfile("runs", "20200101").stdout).toMatch(/damaged: run\.json: it is not JSON/);
  });
});

describe("Ctrl+C", () => {
  it("waits for an experiment's last word, also through the wrapper that finds Node 24", async () => {
    const wrapper = path.join(repository, "apps/cli/bin/blankfile.cjs");
    const args = [wrapper, "run", "nn/digits-mlp", "--seeds", "1", "--variants", "stratified"];
    const child = spawn(process.execPath, [...args, "--workspace", workspace], { detached: true });
    let output = "";
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const first = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          output += chunk;
          if (/epoch/.test(output)) resolve();
        });
      }
    });
    await first;
    process.kill(-child.pid!, "SIGINT");
    expect(await ended).not.toBe(null);
    expect(output).toMatch(/Go on with: .*--resume/);
  }, 240_000);
});

describe("blankfile verify", () => {
  it("lists an experiment that failed as such, without the results of an earlier run, and keeps its runs", () => {
    const data = path.join(folder, "data");
    mkdirSync(path.join(data, "mnist"), { recursive: true });
    for (const file of ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"])
      writeFileSync(path.join(data, "mnist", file), "not gzip");
    const { status, stdout, stderr } = blankfileWith(
      { BLANKFILE_DATA: data },
      ...["verify", "nn/mnist-mlp", "--json"],
    );
    expect(JSON.parse(stdout)).toEqual([{ name: "nn/mnist-mlp", state: "failed", results: null }]);
    const [, kept] = /nn\/mnist-mlp: failed with 1; its runs are kept in (.+)/.exec(stderr)!;
    expect(existsSync(kept!)).toBe(true);
    rmSync(kept!, { recursive: true });
    expect(status).toBe(1);
  });

  it("lists what was found with its interval before what it is of, and how much is stale", () => {
    const { stdout } = blankfile("verify", "nn/digits-mlp", "--list");
    expect(stdout).toMatch(
      /^nn\/digits-mlp {2}[\d.]+ +(as it is|older library|older file) +met +[\d.]+ % \([\d.]+ to [\d.]+\) {2}accuracy on the stratified/m,
    );
    expect(stdout).toMatch(
      /\n1 experiments: ([01]) of the code as it is(, 1 of older code .*)?; 0 miss a bar\.\n$/,
    );
  });

  it("an area that is none is told with the one that is near", () => {
    const { status, stderr } = blankfile("verify", "classicl", "--list");
    expect(stderr).toBe('verify: there is no experiment and no area "classicl"; did you mean classical?\n');
    expect(status).toBe(2);
  });

  it("says why it runs nothing", () => {
    const { status, stdout, stderr } = blankfile("verify", "nn", "--minutes", "0.001");
    expect(stderr).toBe("verify: no experiment fits into 0.001 minutes; --list says how many each takes\n");
    expect([status, stdout]).toEqual([0, ""]);
  });
});
