import "server-only";
import { writeSync } from "node:fs";

/** A reader who is only slow is waited for, but not for ever: nothing else happens in the process meanwhile. */
const TRIES = 100;
const PAUSE_MS = 10;

const clock = new Int32Array(new SharedArrayBuffer(4));
const pause = () => void Atomics.wait(clock, 0, 0, PAUSE_MS);

const isBusy = (error: unknown) => (error as NodeJS.ErrnoException).code === "EAGAIN";

function tellOnStderr(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  try {
    writeSync(process.stderr.fd, `The log can't be written, and lines are lost: ${reason}\n`);
  } catch {
    // There is no room there either, and nothing else to tell it by.
  }
}

/**
 * Where pino writes: each line at once and never again, so that neither a full disk nor a pipe that nobody reads holds the
 * process, and the first line that finds room is written. That lines are lost is told on stderr once, until one is
 * written again. Pino's own destination keeps what it could not write, and once that is too much drops every later line.
 */
export class LineWriter {
  readonly #descriptor: number;
  #isLosing = false;
  #isCut = false;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  write(line: string): void {
    try {
      this.#writeWhole(Buffer.from(this.#isCut ? `\n${line}` : line));
      this.#isLosing = false;
    } catch (error) {
      if (!this.#isLosing) tellOnStderr(error);
      this.#isLosing = true;
    }
  }

  #writeWhole(bytes: Buffer): void {
    // Waited for once is enough: while lines are lost each has one try.
    let triesLeft = this.#isLosing ? 1 : TRIES;
    for (let from = 0; from < bytes.length;) {
      try {
        from += writeSync(this.#descriptor, bytes, from);
        // What follows a line that was cut off begins one of its own.
        this.#isCut = from < bytes.length;
      } catch (error) {
        triesLeft -= 1;
        if (triesLeft === 0 || !isBusy(error)) throw error;
        pause();
      }
    }
  }
}
