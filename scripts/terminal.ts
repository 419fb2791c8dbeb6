// What is said to the person at the terminal, in words for people. Events of what runs for long go to the log instead
// (lib/platform/log).

/** Says something, on stdout. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Says what went wrong, on stderr. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** From now on what can't be said, to a full disk or to nobody any more, ends this process no more than silence would. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
