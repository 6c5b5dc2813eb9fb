/**
 * Lays out what a page, an exercise or a lab needs, for its writer to fill: `npm run content:new -- topic <slug>`,
 * `-- exercise <slug> --topic <slug>`, `-- lab <slug> --topic <slug>`. Nothing that exists is overwritten. `npm run content` then says what is
 * still open.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { nearest } from "@blankfile/curriculum";
import { loadContent } from "@blankfile/curriculum/node";
import { type Files, scaffold } from "./rules/scaffold.ts";

const root = join(import.meta.dirname, "..");
const [kind, slug, flag, topic] = process.argv.slice(2);
try {
  if (flag !== undefined && flag !== "--topic") fail(`the flag is "${flag}", --topic <slug> is needed`);
  const content = loadContent(root);
  const about = kind === "topic" ? slug : topic;
  if (about !== undefined && !content.topics.has(about)) {
    const near = nearest(about, content.topics.keys());
    fail(
      `there is no topic "${about}"${near.length > 0 ? `; did you mean ${near.join(" or ")}?` : "; a topic's file is there before its page"}`,
    );
  }
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  write(scaffold({ kind, slug, topic: content.topics.get(about ?? ""), read }));
} catch (error) {
  console.error(`content: ${(error as Error).message}`);
  process.exitCode = 2;
}

function write({ created, changed }: Files): void {
  for (const file of Object.keys(created))
    if (existsSync(join(root, file))) fail(`${file} exists; choose another slug`);
  for (const [file, text] of Object.entries({ ...created, ...changed })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(file);
  }
  console.log("\nnpm run content            says what is still open");
  console.log("npm run dev -w @blankfile/web   shows the page as you write");
}

function fail(message: string): never {
  throw new Error(message);
}
