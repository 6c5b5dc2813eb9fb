import type { ConfigValue } from "./run.ts";

/** What was taken out, in words: "a GitHub token", "config.password (by its name)". */
export interface Redacted<T> {
  value: T;
  found: string[];
}

/** What secrets look like, whatever they are called. The first group, where there is one, stays. */
const forms: readonly [name: string, form: RegExp][] = [
  [
    "a private key",
    /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----[\s\S]*?(-----END ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----|$)/g,
  ],
  ["an AWS key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})\b/g],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}/g],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g],
  ["an API key", /\bsk-[A-Za-z0-9_-]{20,}/g],
  ["a Hugging Face token", /\bhf_[A-Za-z0-9]{20,}\b/g],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["a PyPI token", /\bpypi-[A-Za-z0-9_-]{16,}/g],
  ["a Google key", /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ["a JSON web token", /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g],
  [
    "a password in an address",
    /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)(?!\[redacted\])[^\s/@"']{1,500}(?=@)/gi,
  ],
  ["an authorisation", /(\b(?:Bearer|Basic)\s+)[A-Za-z0-9+/_.~-]{16,}=*/g],
];

/** Words that name a secret, alone or as the end of a longer name: DB_PASSWORD, apiKey, client-secret. */
const secretNames =
  "pass(?:word|wd|phrase)|pwd|secrets?|credentials?|(?:api|access|private|secret|auth|account|signing|encryption)[_-]?keys?|(?:api|access|auth|bearer|refresh|session|id|client|bot|deploy|hub|hf|github|gitlab|slack|npm)[_-]?tokens?";
const isSecretName = new RegExp(`(?:^|[^a-z])(?:${secretNames})$`, "i");
const isCamelSecretName = new RegExp(`(?:^|[a-z0-9])(?:${secretNames.replaceAll("[_-]?", "")})$`, "i");

/** `name: "value"`, `name = 'value'`, `NAME=value`, `--name value`: the quoted text, or what stands up to the next space. */
const assigned = new RegExp(
  `((?:^|[^A-Za-z0-9])[A-Za-z0-9_-]{0,60}?(?:${secretNames})["']?(?:\\s*[:=]\\s*|\\s+(?=[^\\s=:]))(?:(?<=[:=]\\s*)|(?<=--[A-Za-z0-9_-]+\\s+)))("[^"\\n]{4,}"|'[^'\\n]{4,}'|\`[^\`\\n]{4,}\`|[^\\s"'\`(){}\\[\\],;]{6,})`,
  "gim",
);

/** A text without its secrets: each leaves "[redacted]" in its place. */
export function redactText(text: string): Redacted<string> {
  const found: string[] = [];
  let value = text;
  for (const [name, form] of forms)
    value = value.replaceAll(form, (_, kept: unknown) => {
      found.push(name);
      return `${typeof kept === "string" && keepsGroup.has(name) ? kept : ""}[redacted]`;
    });
  value = value.replaceAll(assigned, (whole, before: string, secret: string) => {
    if (secret.includes("[redacted]") || isCode(secret)) return whole;
    found.push(`${nameIn(before)} (by its name)`);
    const quote = /^["'`]/.exec(secret)?.[0] ?? "";
    return `${before}${quote}[redacted]${quote}`;
  });
  return { value, found: [...new Set(found)] };
}

const keepsGroup = new Set(["a password in an address", "an authorisation"]);

/** In code a name is often given another name, a call or a number: `password = readPassword()`, `secret: string`. */
function isCode(secret: string): boolean {
  if (/^["'`]/.test(secret)) return false;
  return !/\d/.test(secret) || /^[\d.e+-]+$/i.test(secret) || /[.(]/.test(secret);
}

function nameIn(before: string): string {
  return /([A-Za-z0-9_-]+)["']?\s*[:=]?\s*$/.exec(before)?.[1]?.replace(/^-+/, "") ?? "a value";
}

/** The same for a configuration or a summary: by the names of its fields, and by the form of its texts. */
export function redactValue<T extends ConfigValue>(value: T, place: string): Redacted<T> {
  const found: string[] = [];
  const visit = (inner: ConfigValue, where: string): ConfigValue => {
    if (typeof inner === "string") {
      const name = where.slice(Math.max(where.lastIndexOf("."), where.lastIndexOf("]")) + 1);
      if (inner !== "" && inner !== "[redacted]" && namesSecret(name)) {
        found.push(`${where} (by its name)`);
        return "[redacted]";
      }
      const text = redactText(inner);
      found.push(...text.found.map((what) => `${where} (${what})`));
      return text.value;
    }
    if (Array.isArray(inner)) return inner.map((one, i) => visit(one, `${where}[${i}]`));
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, one]) => [key, visit(one, `${where}.${key}`)]),
    );
  };
  return { value: visit(value, place) as T, found };
}

function namesSecret(name: string): boolean {
  return isSecretName.test(name) || isCamelSecretName.test(name);
}

/** What a run is begun with, without its secrets, and the note that says so. */
export function withoutSecrets<T extends { config: Record<string, ConfigValue>; command?: string }>(
  options: T,
): { options: T; note?: string } {
  const config = redactValue(options.config, "config");
  const command = redactText(options.command ?? "");
  const found = [...config.found, ...command.found.map((what) => `the command (${what})`)];
  const note = redactionNote(found);
  if (note === undefined) return { options };
  const clean = { ...options, config: config.value };
  return { options: options.command === undefined ? clean : { ...clean, command: command.value }, note };
}

/** A sentence for the run's notes; undefined where nothing was found. */
export function redactionNote(found: readonly string[]): string | undefined {
  if (found.length === 0) return undefined;
  return `Taken out before anything was written, because it looks like a secret: ${[...new Set(found)].join(", ")}.`;
}
