import { afterEach, beforeEach, expect, it } from "vitest";
import { answerAsAuth, openAuthPage, type AuthBrowser } from "@/lib/testing/auth-browser";
import { enterNewAccount, signInAt, signInByPassword } from "./begin-session";

const PERSON = { email: "robin@corner.example", password: "correct horse battery" };

let page: AuthBrowser;

beforeEach(async () => {
  page = await openAuthPage();
});

afterEach(async () => {
  await page.server.stop();
});

const expectToStay = () => {
  expect(page.location.href).toBe(`${page.server.url}/page`);
  expect(page.location.assign).not.toHaveBeenCalled();
};

it("stays on its form where the server is away, by a password or at a provider", async () => {
  const away = { problem: { code: "unreachable" } };
  await expect(signInByPassword(PERSON)).rejects.toMatchObject(away);
  await expect(signInAt("google", "/")).rejects.toMatchObject(away);
  expectToStay();
});

it("tells who just made an account that it is there", async () => {
  await expect(enterNewAccount(PERSON, "/corner/start")).rejects.toThrow("account was created");
  expectToStay();
});

it("goes on with a session, and to the sign-in page without", async () => {
  answerAsAuth(page.server, "/");
  await expect(signInByPassword(PERSON)).resolves.toBeUndefined();
  await enterNewAccount(PERSON, "/corner/start");
  expect(page.location.assign).toHaveBeenLastCalledWith("/corner/start");
  answerAsAuth(page.server, "/sign-in?error=unauthenticated");
  await expect(signInByPassword(PERSON)).resolves.toBe("unauthenticated");
  await enterNewAccount(PERSON, "/corner/start");
  expect(page.location.assign).toHaveBeenLastCalledWith("/sign-in");
});
