import { beforeEach, describe, expect, inject, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { newTraceId } from "@/lib/platform/log/trace";
import type { SignedIn } from "@/lib/tenancy/context";
import { addSession } from "@/lib/testing/attacks/parties";
import { runStatement } from "@/lib/testing/test-database";
import { createAccount } from "../sign-up";
import { startConnecting } from "../providers/ways-in-service";
import { beginTwoFactor } from "../two-factor/service";
import { reauthenticate } from "./reauthentication-service";

process.env["GOOGLE_CLIENT_ID"] = "google-client";
process.env["GOOGLE_CLIENT_SECRET"] = "google-secret";

const PASSWORD = "correct horse battery";
const { ownerUrl } = inject("testDatabase");

let person: SignedIn;
let elsewhere: SignedIn;
beforeEach(async () => {
  const email = `${newId()}@example.test`;
  const account = { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" };
  const { context } = await createAccount(account, newTraceId());
  const userId = context.actor.id;
  const [here, there] = [await addSession(userId), await addSession(userId)];
  person = { userId, sessionId: here.sessionId, address: newId() };
  elsewhere = { userId, sessionId: there.sessionId, address: newId() };
  await runStatement(
    ownerUrl,
    `UPDATE app_user SET email_verified_at = now() WHERE id = '${userId}'`,
  );
});

async function age({ userId }: SignedIn, minutes: number): Promise<void> {
  await runStatement(
    ownerUrl,
    `UPDATE app_session SET authenticated_at = now() - interval '${minutes} minutes' WHERE user_id = '${userId}'`,
  );
}

async function kept({ userId }: SignedIn) {
  const [row] = await runStatement(
    ownerUrl,
    `SELECT (SELECT count(*)::int FROM app_two_factor WHERE user_id = '${userId}') AS apps,
            (SELECT count(*)::int FROM app_session WHERE user_id = '${userId}' AND connecting IS NOT NULL) AS connecting`,
  );
  return row;
}

describe.each<[string, (person: SignedIn) => Promise<unknown>]>([
  ["an authenticator app", beginTwoFactor],
  ["another way to sign in", (who) => startConnecting(who, "google")],
])("%s", (_, begin) => {
  const required = { code: "reauthentication_required" };

  test("is begun within 15 minutes of signing in", async () => {
    await age(person, 14);
    await begin(person);
    expect(await kept(person)).not.toEqual({ apps: 0, connecting: 0 });
  });

  test("asks for the password later, and begins once it was given in that very session", async () => {
    await age(person, 16);
    await expect(begin(person)).rejects.toMatchObject(required);
    const wrong = reauthenticate(person, "wrong horse battery");
    await expect(wrong).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ field: "currentPassword" }],
    });
    await expect(begin(person)).rejects.toMatchObject(required);
    await reauthenticate(person, PASSWORD);
    await expect(begin(elsewhere)).rejects.toMatchObject(required);
    expect(await kept(person)).toEqual({ apps: 0, connecting: 0 });
    await begin(person);
    expect(await kept(person)).not.toEqual({ apps: 0, connecting: 0 });
  });
});
