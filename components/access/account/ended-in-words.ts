/** What became of the other sessions. */
export function endedInWords(ended: number): string {
  if (ended === 0) return "You were signed in nowhere else.";
  return ended === 1 ? "One other session has ended." : `${ended} other sessions have ended.`;
}
