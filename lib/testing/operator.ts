import { grantOperator } from "../../scripts/operator/grants.ts";
import { addUser } from "./attacks/parties";
import { addPassedSession, turnOnTwoFactor } from "./two-factor";

/** An operator of the installation who has passed the second step. */
export async function addOperator(ownerUrl: string, level: "read" | "manage" = "read") {
  const userId = await addUser();
  await turnOnTwoFactor(userId);
  await grantOperator(ownerUrl, userId, level);
  return { userId, headers: { cookie: (await addPassedSession(userId)).cookie } };
}
