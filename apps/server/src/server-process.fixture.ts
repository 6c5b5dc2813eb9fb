/** The server that kill.test.ts kills: `node server-process.fixture.ts <root>`. Prints the address that opens it. */
import path from "node:path";
import { start } from "./start.ts";

const root = process.argv[2]!;
const folder = (name: string) => path.join(root, name);
const started = await start({
  workspace: folder("workspace"),
  site: folder("site"),
  content: folder("content"),
  experiments: folder("experiments"),
  port: 0,
  onProblem: (error) => console.error(error),
});
console.log(started.url);
