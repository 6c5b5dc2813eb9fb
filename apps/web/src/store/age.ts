/** How long ago, in words: "today", "yesterday", "12 days ago". Whole days of 24 hours. */
export function ageText(at: number, now: number): string {
  const days = Math.floor((now - at) / 86_400_000);
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}
