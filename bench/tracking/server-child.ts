// The server that the bench asks: `node server-child.ts <workspace>`. Prints the address that opens it.
import { start } from "@blankfile/server";

const started = await start({ workspace: process.argv[2]!, port: 0 });
console.log(started.url);
