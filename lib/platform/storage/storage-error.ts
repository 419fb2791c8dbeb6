import "server-only";
import { AppError } from "@/lib/core/errors";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const DENIED = new Set([
  ...["EACCES", "EPERM", "EROFS"],
  ...["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket"],
]);

/** What went wrong with the store as an AppError; system codes and S3 error names go by the same door. */
export function storageError(error: unknown, doing: string): AppError {
  if (error instanceof AppError && error.code === "unavailable") return error;
  const code = codeOf(error);
  const options = { cause: error, internal: `${doing}: ${String(error)}`, retryAfterSeconds: 30 };
  if (FULL.has(code)) {
    return new AppError("unavailable", "The file storage is full. Nothing was stored.", {
      ...options,
      details: { reason: "storage_full" },
    });
  }
  if (DENIED.has(code)) {
    return new AppError("unavailable", "The file storage refused access. Nothing was changed.", {
      ...options,
      details: { reason: "storage_denied" },
    });
  }
  return new AppError("unavailable", "The file storage cannot be reached just now. Try again.", {
    ...options,
    details: { reason: "storage_failed" },
  });
}

/** `code` of a system error, `name` of an S3 error. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
