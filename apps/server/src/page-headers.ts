import { readFileSync, statSync } from "node:fs";

/**
 * Headers of what the site's folder serves. The pages name their scripts and styles themselves, by hash, in a policy of
 * their own (`<meta http-equiv>`); the header adds only what a page cannot say, because of two policies both hold.
 * With the two isolation headers threads and exact timers work; they let nothing in that does not allow it.
 */
const isolation = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
};

const pagePolicy = [
  "frame-ancestors 'none'",
  "frame-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** Answers of the interface are data: nothing in them may run or be framed. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

export function dataHeaders(): Record<string, string> {
  return { ...isolation, "content-security-policy": dataPolicy, "cache-control": "no-store" };
}

/** `file` is where the answer lies on disk, with forward slashes. */
export function siteHeaders(file: string): Record<string, string> {
  const isHashed = file.includes("/_astro/");
  return {
    ...isolation,
    "content-security-policy": file.endsWith("/sandbox/frame.html") ? framePolicy(file) : pagePolicy,
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
}

/**
 * The frame in which a learner's code runs: its own policy again as a header, which no script in it can take away, and
 * an opaque origin even where somebody opens it without the frame.
 */
function framePolicy(file: string): string {
  return `${ownPolicy(file) ?? "default-src 'none'"}; sandbox allow-scripts; frame-ancestors 'self'`;
}

const policies = new Map<string, { modified: number; policy: string | undefined }>();

function ownPolicy(file: string): string | undefined {
  const modified = statSync(file).mtimeMs;
  const known = policies.get(file);
  if (known?.modified === modified) return known.policy;
  const html = readFileSync(file, "utf8");
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"\n]+)">/i.exec(html)?.[1];
  policies.set(file, { modified, policy });
  return policy;
}
