/** The smallest module there is. */
const empty = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

let told = false;

/**
 * Whether no machine code may be made here, as on pages whose policy lacks 'wasm-unsafe-eval'. Says so once, on the console:
 * compiled functions then run eagerly, with the same results in more time.
 */
export function isForbidden(): boolean {
  try {
    new WebAssembly.Module(empty);
    return false;
  } catch (cause) {
    if (!told) {
      console.warn(
        `compile: WebAssembly is refused here (${(cause as Error).message}), so compiled functions run eagerly; script-src 'wasm-unsafe-eval' in the page's policy allows it`,
      );
    }
    told = true;
    return true;
  }
}
