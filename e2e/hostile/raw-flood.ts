// biome-ignore-all lint: a program that misbehaves on purpose
// A worker of its own in the sandbox's frame, which never stops to speak: "SAID" is replaced by what it says.
addEventListener("message", (event) => {
  const port = (event as MessageEvent).ports[0]!;
  for (;;) port.postMessage("SAID");
});
