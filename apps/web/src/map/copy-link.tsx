import { useState } from "preact/hooks";

/** Copies this page's address. It carries no progress. */
export function CopyLink() {
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      setSaid("Copied");
    } catch {
      setSaid("The browser does not allow it; copy the address bar");
    }
    setTimeout(() => setSaid(""), 4000);
  }
  return (
    <>
      <button type="button" class="btn quiet" onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status" class="said">
        {said}
      </span>
    </>
  );
}
