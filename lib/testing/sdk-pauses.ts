import { vi } from "vitest";

const realTimeout = globalThis.setTimeout;

/** The SDK tries five times by itself to send, with pauses in between that last nothing now, until mocks are restored. */
export function skipPauses(): void {
  vi.spyOn(globalThis, "setTimeout").mockImplementation((fn: () => void, ms?: number) =>
    realTimeout(fn, ms && ms < 1_000 ? 0 : ms),
  );
}
