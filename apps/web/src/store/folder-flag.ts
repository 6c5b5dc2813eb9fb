const key = "blankfile-folder";

/** Whether this browser writes progress into a folder as well: what does that is loaded only then. */
export function folderChosen(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export function setFolderChosen(chosen: boolean): void {
  try {
    if (chosen) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // Storage denied: the folder is asked for again on the next page.
  }
}
