import { beforeEach, expect, test, vi } from "vitest";
import { handOnFocus } from "./hand-on-focus";

const control = {} as HTMLElement;
const page: { activeElement: unknown; getElementById: (id: string) => unknown } = {
  activeElement: control,
  getElementById: (id) => ({ focus: () => (page.activeElement = id) }),
};

beforeEach(() => {
  page.activeElement = control;
  vi.stubGlobal("document", page);
});

test("the focus of a control that goes away is handed on to the page's content", () => {
  handOnFocus(control)();
  expect(page.activeElement).toBe("main");
});

test("the focus that is elsewhere stays there", () => {
  const elsewhere = {};
  page.activeElement = elsewhere;
  handOnFocus(control)();
  expect(page.activeElement).toBe(elsewhere);
});
