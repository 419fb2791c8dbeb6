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
