import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellQuoted, shellWord, startCommand } from "./command-line.ts";

it("a command reads back byte for byte from a shell", () => {
  const words = [
    "plain",
    "two words",
    "it's",
    "$HOME",
    "`id`",
    '"quoted"',
    "a\\b",
    "new\nline",
    "",
    "*",
    "~",
    "!x",
    "#",
    "é λ",
    "a;b&c|d",
    "--lr=-1e-3",
  ];
  for (const quote of [shellWord, shellQuoted]) {
    const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${words.map(quote).join(" ")}`], {
      encoding: "utf8",
    });
    expect(printed.split("\0").slice(0, -1)).toEqual(words);
  }
  expect(shellWord("nn/digits-mlp")).toBe("nn/digits-mlp");
});

it("the command that started a process has its flags and the script from the folder", () => {
  const started = {
    argv: ["/usr/bin/node", "/a/folder/train it.ts", "--lr", "0.1"],
    execArgv: ["--max-old-space-size=100"],
  };
  expect(startCommand(started, "/a/folder")).toBe("node --max-old-space-size=100 'train it.ts' --lr 0.1");
});
