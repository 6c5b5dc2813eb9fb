/** A process that downloads what its arguments say: the file as JSON, the target. Says each step in a line. */
import type { DataFile } from "./data-file.ts";
import { download } from "./download.ts";

const [file, target] = process.argv.slice(2) as [string, string];
const onProgress = ({ received }: { received: number }) => console.log(`at ${received}`);
const payload = await download(JSON.parse(file) as DataFile, target, { onProgress, pause: 1 });
console.log(`done ${payload.length}`);
