import { closeSync, existsSync, fstatSync, openSync, renameSync, writeFileSync } from "node:fs";
import { format, parse } from "node:path";

const MOST_BYTES = 10_000_000;
/** Files beside the one that is written. */
const OLDER = 4;

/**
 * A file that takes lines for ever: at ten million bytes it becomes `<name>.1.log`, that one `<name>.2.log`, and so on, and
 * the fifth is gone. That a line can't be written, as on a full disk, costs that line and is told once, until one is
 * written again; the libraries for this end their stream with the first such error.
 */
export class LogFile {
  readonly #path: string;
  readonly #onTrouble: (sentence: string) => void;
  readonly #mostBytes: number;
  #file: { descriptor: number; bytes: number } | undefined;
  #isTold = false;

  constructor(path: string, onTrouble: (sentence: string) => void, mostBytes = MOST_BYTES) {
    this.#path = path;
    this.#onTrouble = onTrouble;
    this.#mostBytes = mostBytes;
  }

  write(line: string): void {
    try {
      this.#append(Buffer.from(`${line}\n`));
      this.#isTold = false;
    } catch (error) {
      this.close();
      if (this.#isTold) return;
      this.#isTold = true;
      const reason = error instanceof Error ? error.message : String(error);
      this.#onTrouble(`The log ${this.#path} can't be written, and lines are lost: ${reason}`);
    }
  }

  /** What is written after it opens the file again. */
  close(): void {
    const file = this.#file;
    this.#file = undefined;
    if (file) closeSync(file.descriptor);
  }

  #append(bytes: Buffer): void {
    this.#file ??= this.#open();
    if (this.#file.bytes > 0 && this.#file.bytes + bytes.length > this.#mostBytes) {
      this.close();
      this.#moveOn();
      this.#file = this.#open();
    }
    writeFileSync(this.#file.descriptor, bytes);
    this.#file.bytes += bytes.length;
  }

  #open() {
    const descriptor = openSync(this.#path, "a", 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size };
  }

  #moveOn(): void {
    for (let age = OLDER; age > 0; age -= 1) {
      if (existsSync(this.#nameAt(age - 1))) renameSync(this.#nameAt(age - 1), this.#nameAt(age));
    }
  }

  #nameAt(age: number): string {
    const { dir, name, ext } = parse(this.#path);
    return age === 0 ? this.#path : format({ dir, name: `${name}.${age}`, ext });
  }
}
