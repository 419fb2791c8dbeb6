import { Secret, TOTP } from "otpauth";
import { newId } from "@/lib/core/ids";
import {
  hashRecoveryCode,
  newRecoveryCodes,
  newSecret,
} from "@/lib/domains/access/two-factor/codes";
import { sealSecret } from "@/lib/domains/access/sealed-secret";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { addSession } from "./attacks/parties";

/** An app's code for a secret: the present one, or that of so many half minutes later. */
export function codeOf(secret: string, later = 0): string {
  const timestamp = Date.now() + later * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** Turns two-factor sign-in on for a person, as if they had confirmed it long ago. Their sessions go on waiting. */
export async function turnOnTwoFactor(
  userId: string,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = newSecret();
  const recoveryCodes = newRecoveryCodes();
  await withAuthLookup(async (tx) => {
    const sealedSecret = sealSecret("two-factor secret", secret, userId);
    await tx.twoFactor.create({
      data: { userId, sealedSecret, confirmedAt: new Date(), lastTimeStep: 0 },
    });
    const hashes = recoveryCodes.map((code) => hashRecoveryCode(userId, code));
    await tx.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) });
  });
  return { secret: new Secret({ buffer: secret.buffer }).base32, recoveryCodes };
}

/** A session of the person that has passed its second step. */
export async function addPassedSession(userId: string) {
  const session = await addSession(userId);
  await withAuthLookup((tx) =>
    tx.session.updateMany({
      where: { id: session.sessionId },
      data: { secondStepAt: new Date() },
    }),
  );
  return { ...session, userId, address: newId() };
}
