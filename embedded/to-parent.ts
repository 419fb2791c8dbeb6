// What a process says in plain words to whoever started it (scripts/processes/service.ts waits for it). All else that it
// has to say is a line of its log.

/** Says, on stdout, that `name` can be used at `address`. */
export function tellReady(name: string, address: string): void {
  process.stdout.write(`ready ${name} ${address}\n`);
}

/** Says, on stderr, in one sentence why this process cannot start, and ends it. */
export function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
