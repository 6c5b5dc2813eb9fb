/** A frame of an opaque origin at the sandbox's address, not on the page yet. */
export function hiddenFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "Sandbox for your code";
  // Not `display: none`: browsers slow down the timers of a frame that is not rendered.
  frame.style.cssText = "position:fixed;width:1px;height:1px;left:-10px;top:0;border:0;visibility:hidden";
  frame.src = address;
  return frame;
}
