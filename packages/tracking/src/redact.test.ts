import { describe, expect, it } from "vitest";
import { redactionNote, redactText, redactValue } from "./redact.ts";

/** Put together here, so that no file of ours holds anything that looks like a secret. */
const fake = (start: string, length: number) => start + "Ab3".repeat(100).slice(0, length);

describe("by its form, in any text,", () => {
  const secrets: [string, string, string][] = [
    ["an AWS key", `AKIA${"ABCD1234".repeat(2)}`, ""],
    ["a GitHub token", fake("ghp_", 36), ""],
    ["a GitHub token", fake("github_pat_", 60), ""],
    ["a GitLab token", fake("glpat-", 20), ""],
    ["a Slack token", fake("xoxb-", 30), ""],
    ["an API key", fake("sk-", 48), ""],
    ["a Hugging Face token", fake("hf_", 34), ""],
    ["an npm token", fake("npm_", 36), ""],
    ["a Google key", fake("AIza", 35), ""],
    ["a JSON web token", `${fake("eyJ", 20)}.${fake("eyJ", 20)}.${fake("", 20)}`, ""],
    ["an authorisation", `Bearer ${fake("", 30)}`, "Bearer "],
    ["a password in an address", "postgres://ann:s3cr3t@db.example/x", "postgres://ann:"],
  ];
  for (const [name, secret, kept] of secrets)
    it(`${name} is taken out (${kept || secret.slice(0, 5)}…)`, () => {
      const { value, found } = redactText(`before ${secret} after`);
      expect(found).toEqual([name]);
      expect(value.startsWith(`before ${kept}[redacted]`)).toBe(true);
      expect(value.endsWith(" after")).toBe(true);
      expect(value).not.toContain(secret.slice(kept.length, kept.length + 6));
    });

  it("a private key goes whole, also where its end is cut off", () => {
    const begin = `-----BEGIN RSA ${"PRIVATE"} KEY-----`;
    const key = `${begin}\nMIIE\nabcd\n-----END RSA ${"PRIVATE"} KEY-----`;
    expect(redactText(`a\n${key}\nb`).value).toBe("a\n[redacted]\nb");
    expect(redactText(`a\n${begin}\nMIIE\nabcd`).value).toBe("a\n[redacted]");
  });
});

describe("by its name", () => {
  it("in code, an environment or a command, the value is taken out and the name stays", () => {
    const cases: [string, string][] = [
      ['+const password = "hunter22";', '+const password = "[redacted]";'],
      ["DB_PASSWORD=hunter22 node a.ts", "DB_PASSWORD=[redacted] node a.ts"],
      ["node a.ts --api-key abc123def", "node a.ts --api-key [redacted]"],
      ["node a.ts --client-secret='two words'", "node a.ts --client-secret='[redacted]'"],
      ['{"accessToken": "abcdef"}', '{"accessToken": "[redacted]"}'],
    ];
    for (const [given, clean] of cases) expect(redactText(given).value).toBe(clean);
    expect(redactText(cases[0]![0]).found).toEqual(["password (by its name)"]);
  });

  it("what only sounds like it stays: tokens, keys and code of a training", () => {
    const innocent = [
      "const token = tokens[i];",
      'const padToken = "<pad>";',
      "maxTokens: 1024, vocabulary: 50257",
      "const keys = Object.keys(weights); key = query",
      "password = readPassword();",
      "secret: string;",
      "the secret of good data",
      "https://example.org/a:b@c",
      "sk-learn and hf_hub",
    ];
    for (const text of innocent) expect(redactText(text)).toEqual({ value: text, found: [] });
  });

  it("in a configuration, at any depth, with its place", () => {
    const config = {
      lr: 0.1,
      tokenizer: "bpe",
      eosToken: "</s>",
      maxTokens: 5,
      password: "hunter2",
      store: { awsSecretAccessKey: "abc", url: "https://ann:pw123@host/", hubToken: "x" },
      list: [{ "api-key": "abc" }, fake("ghp_", 36)],
      empty: { secret: "", tries: 3 },
    };
    const { value, found } = redactValue(config, "config");
    expect(value).toEqual({
      ...config,
      password: "[redacted]",
      store: {
        awsSecretAccessKey: "[redacted]",
        url: "https://ann:[redacted]@host/",
        hubToken: "[redacted]",
      },
      list: [{ "api-key": "[redacted]" }, "[redacted]"],
    });
    expect(found).toEqual([
      "config.password (by its name)",
      "config.store.awsSecretAccessKey (by its name)",
      "config.store.url (a password in an address)",
      "config.store.hubToken (by its name)",
      "config.list[0].api-key (by its name)",
      "config.list[1] (a GitHub token)",
    ]);
    expect(redactValue(value, "config")).toEqual({ value, found: [] });
  });
});

it("the note says what was taken out, and nothing where nothing was", () => {
  expect(redactionNote(["a", "b", "a"])).toContain("looks like a secret: a, b.");
  expect(redactionNote([])).toBeUndefined();
});
