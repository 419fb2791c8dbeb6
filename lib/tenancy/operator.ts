import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { log } from "@/lib/platform/log/log";
import { findOperatorLevel, type SessionOwner } from "./lookup";
import { permissionsOfOperator, requirePermission, type OperatorPermission } from "./permissions";

/** Who operates the installation and is using that right. */
export interface Operator {
  readonly userId: string;
  readonly permissions: ReadonlySet<OperatorPermission>;
}

/**
 * The operator whose session this is, by the database alone; writes into the log that the right was used. Throws
 * `not_found` for everybody else, as if there were nothing; `two_factor_required` in a session that has passed no second
 * step; `forbidden` without the permission.
 */
export async function requireOperator(
  owner: SessionOwner,
  permission: OperatorPermission,
): Promise<Operator> {
  const level = await findOperatorLevel(owner.userId);
  if (!level) throw notFound("This address");
  if (!owner.secondStep) {
    throw new AppError("two_factor_required", "Operators sign in by two factors.");
  }
  const permissions = permissionsOfOperator(level);
  requirePermission(permissions, permission);
  log.info("operator access", { user_id: owner.userId, permission });
  return { userId: owner.userId, permissions };
}
