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
  #file: { descriptor: number; bytes: number; mostBytes: number } | undefined;
  #isTold = false;
  /** The last line may have been cut off, as by a full disk: what follows begins a line of its own. */
  #isCut = false;

  constructor(path: string, onTrouble: (sentence: string) => void, mostBytes = MOST_BYTES) {
    this.#path = path;
    this.#onTrouble = onTrouble;
    this.#mostBytes = mostBytes;
  }

  write(line: string): void {
    try {
      this.#append(line);
      this.#isTold = false;
    } catch (error) {
      this.#tell("can't be written, and lines are lost", error);
      this.close();
    }
  }

  /** What is written after it opens the file again. */
  close(): void {
    const file = this.#file;
    this.#file = undefined;
    try {
      if (file) closeSync(file.descriptor);
    } catch (error) {
      // The descriptor is gone all the same, but what some disks could not keep they tell only now.
      this.#tell("may lack its last lines", error);
    }
  }

  #tell(trouble: string, error: unknown): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#onTrouble(`The log ${this.#path} ${trouble}: ${reason}`);
  }

  #append(line: string): void {
    const length = Buffer.byteLength(line) + 1;
    let file = (this.#file ??= this.#open());
    if (file.bytes > 0 && file.bytes + length > file.mostBytes) file = this.#moveOn();
    const bytes = Buffer.from(`${this.#isCut && file.bytes > 0 ? "\n" : ""}${line}\n`);
    this.#isCut = true;
    writeFileSync(file.descriptor, bytes);
    this.#isCut = false;
    file.bytes += bytes.length;
  }

  #open() {
    const descriptor = openSync(this.#path, "a", 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size, mostBytes: this.#mostBytes };
  }

  /** A file that can't be moved goes on being written, and is tried again when as much is written once more. */
  #moveOn() {
    this.close();
    try {
      this.#rename();
    } catch (error) {
      this.#tell("can't be moved, and grows", error);
    }
    const file = (this.#file = this.#open());
    if (file.bytes > 0) file.mostBytes += file.bytes;
    return file;
  }

  #rename(): void {
    for (let age = OLDER; age > 0; age -= 1) {
      if (existsSync(this.#nameAt(age - 1))) renameSync(this.#nameAt(age - 1), this.#nameAt(age));
    }
  }

  #nameAt(age: number): string {
    const { dir, name, ext } = parse(this.#path);
    return age === 0 ? this.#path : format({ dir, name: `${name}.${age}`, ext });
  }
}
