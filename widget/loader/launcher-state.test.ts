import { expect, test } from "vitest";
import { closedLauncher, nextLauncherState, type LauncherEvent } from "./launcher-state";

function after(...events: LauncherEvent[]) {
  return events.reduce(nextLauncherState, closedLauncher);
}

test.each<[LauncherEvent[], string]>([
  [[], "closed"],
  [["toggle"], "opening"],
  [["toggle", "ready"], "open"],
  [["toggle", "ready", "close"], "closed"],
  // The panel is there by now: the second time needs no handshake.
  [["toggle", "ready", "close", "toggle"], "open"],
  [["toggle", "timeout"], "refused"],
  [["toggle", "timeout", "toggle", "toggle"], "opening"],
  [["toggle", "ready", "timeout"], "open"],
  [["timeout"], "closed"],
  // An answer after the visitor closed it must not open it again.
  [["toggle", "close", "ready"], "closed"],
  [["toggle", "close", "ready", "toggle"], "open"],
])("%j leads to %s", (events, phase) => {
  expect(after(...events).phase).toBe(phase);
});
