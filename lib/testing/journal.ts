/** What happened, in order, so that a test can wait for it instead of for time to pass. */
export class Journal {
  readonly entries: string[] = [];
  readonly #waiting = new Set<() => void>();

  note(entry: string): void {
    this.entries.push(entry);
    for (const check of [...this.#waiting]) check();
  }

  count(beginning: string): number {
    return this.entries.filter((entry) => entry.startsWith(beginning)).length;
  }

  /** Resolves once `count` entries begin with `beginning`; the test's own time limit bounds the wait. */
  async until(beginning: string, count = 1): Promise<void> {
    while (this.count(beginning) < count) {
      await new Promise<void>((resolve) => {
        const check = () => {
          this.#waiting.delete(check);
          resolve();
        };
        this.#waiting.add(check);
      });
    }
  }
}
