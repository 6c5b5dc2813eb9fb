/**
 * A text without what a terminal obeys: names and messages come from files that anybody may have written. Control characters, and those
 * that turn the order of letters round, become "�".
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, "�");
}
