import { beforeEach, expect, test } from "vitest";
import { takeToasts } from "@/components/ui/toast";
import { renameAndTell } from "./rename";

type Told = Parameters<Parameters<typeof takeToasts>[0]>[0];

let told: Told[];
let shown: string;
let isRefused: boolean;
const named = {
  shown: () => shown,
  rename: (name: string) => {
    if (isRefused) return Promise.reject(new Error("Refused"));
    shown = name;
    return Promise.resolve();
  },
};

beforeEach(() => {
  told = [];
  shown = "Corner";
  isRefused = false;
  takeToasts((toast) => told.push(toast));
});

const titles = () => told.map(({ title }) => title);

/** Presses what the last toast, or another one, offers. */
function press(label: string, at = -1): void {
  const action = told.at(at)?.options?.action as { label: string; onClick: () => void };
  expect(action.label).toBe(label);
  action.onClick();
}

test("a name that is refused can be tried again without typing it", async () => {
  isRefused = true;
  await renameAndTell(named, "Harbour");
  expect(titles()).toEqual(["Not renamed"]);
  isRefused = false;
  press("Try again");
  await expect.poll(titles).toEqual(["Not renamed", "Renamed"]);
  expect(shown).toBe("Harbour");
});

test("a new name can be taken back", async () => {
  await renameAndTell(named, "Harbour");
  press("Undo");
  await expect.poll(() => shown).toBe("Corner");
});

test("a name that was changed again meanwhile is not taken back over the later one", async () => {
  await renameAndTell(named, "Harbour");
  await renameAndTell(named, "Quay");
  press("Undo", 0);
  await expect.poll(titles).toEqual(["Renamed", "Renamed", "Not undone"]);
  expect(shown).toBe("Quay");
});

test("the way back is not offered once another name is shown", async () => {
  const first = Promise.withResolvers();
  const rename = (name: string) => {
    shown = name;
    return first.promise;
  };
  const renamed = renameAndTell({ shown: () => shown, rename }, "Harbour");
  shown = "Quay";
  first.resolve(undefined);
  await renamed;
  expect(told.at(-1)?.options?.action).toBeUndefined();
});
