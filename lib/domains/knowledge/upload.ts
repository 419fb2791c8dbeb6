import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readBytes } from "@/lib/http/read-body";
import { validate } from "@/lib/http/validate";
import { documentKey } from "@/lib/platform/storage/keys";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { TenantContext } from "@/lib/tenancy/context";
import { uploadFields, type AcceptedView } from "./schema";
import { addFile } from "./service";

export const MAX_FILE_BYTES = 20_000_000;
/** A JSON body of documents: some megabytes of text are meant for an upload. */
export const MAX_JSON_BYTES = 12_000_000;
const FORM_OVERHEAD_BYTES = 20_000;

/** A file is stored once for each document, under its first revision. */
export const FILE_REVISION = 1;

async function readForm(request: Request): Promise<FormData> {
  const bytes = await readBytes(request, MAX_FILE_BYTES + FORM_OVERHEAD_BYTES);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Response(bytes, { headers }).formData().catch((cause: unknown) => {
    throw new AppError("invalid_input", "The form could not be read.", { cause, field: "file" });
  });
}

/**
 * Takes a file in: stores it, then its record with the job that reads it. Throws `payload_too_large` over 20 MB and
 * `invalid_input` for a form without a file or with an empty one. What the file holds is found out by the job.
 */
export async function receiveUpload(
  context: TenantContext,
  request: Request,
): Promise<AcceptedView> {
  const form = await readForm(request);
  const { file, title } = validate(uploadFields, Object.fromEntries(form), "form");
  if (file.size === 0) throw new AppError("invalid_input", "The file is empty.", { field: "file" });
  if (file.size > MAX_FILE_BYTES)
    throw new AppError("payload_too_large", "A file may have at most 20 MB.");
  const content = new Uint8Array(await file.arrayBuffer());
  const id = newId();
  const fileType = file.type || "application/octet-stream";
  await fileStorage().put(documentKey(context, { id, revision: FILE_REVISION }), content, {
    contentType: "application/octet-stream",
  });
  return addFile(context, {
    id,
    title: title ?? file.name,
    fileName: file.name,
    fileType,
    fileBytes: content.byteLength,
    fileSha256: createHash("sha256").update(content).digest("hex"),
  });
}
