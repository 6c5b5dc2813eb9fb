/**
 * What a card is known by within its topic: 64 bits of FNV-1a over its front as UTF-8, runs of white space as one blank, in 16 hex digits.
 *
 * The back can be mended without touching it. A front that is worded anew is another card; `chooseReview` says what becomes of the
 * answers to the old one.
 */
export function cardId(front: string): string {
  const text = front.normalize("NFC").trim().replace(/\s+/g, " ");
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
