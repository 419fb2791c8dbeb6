import { afterEach, beforeEach, expect, it } from "vitest";
import { answerAsAuth, openAuthPage, type AuthBrowser } from "@/lib/testing/auth-browser";
import { endSession } from "./end-session";

let page: AuthBrowser;

beforeEach(async () => {
  page = await openAuthPage();
});

afterEach(async () => {
  await page.server.stop();
});

it("takes no refusal for the end of the session", async () => {
  await expect(endSession()).rejects.toThrow("Come back soon.");
});

it("takes no question whether it is meant for the end of the session", async () => {
  answerAsAuth(page.server, "/api/auth/signout?csrf=true");
  await expect(endSession()).rejects.toMatchObject({ problem: { code: "unreachable" } });
});

it("ends the session", async () => {
  answerAsAuth(page.server, "/page");
  await expect(endSession()).resolves.toBeUndefined();
});
