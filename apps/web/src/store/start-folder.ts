import { folderChosen } from "./folder-flag.ts";
import { place, ready } from "./progress.ts";

/** Goes on with the copy in a folder, where the reader has chosen one; what does it is loaded only then. */
export async function startFolderCopy(): Promise<void> {
  await ready;
  if (place !== "browser" || !folderChosen()) return;
  const { startFolder } = await import("./folder.ts");
  // Where the handle cannot be read, the progress page offers to choose again.
  await startFolder().catch(() => {});
}
