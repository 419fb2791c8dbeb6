import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { FormFields } from "@/lib/http/read-form";
import { validate } from "@/lib/http/validate";
import { documentKey } from "@/lib/platform/storage/keys";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import type { TenantContext } from "@/lib/tenancy/context";
import { addReservedFile, reserveFile } from "./add-service";
import { cleanFileName, titleOfFileName } from "./file-name";
import { uploadFields, type AcceptedView } from "./schema";
import { MAX_FILE_BYTES } from "./terms";

/** A JSON body of documents: some megabytes of text are meant for an upload. */
export const MAX_JSON_BYTES = 12_000_000;
/** A file with the lines that a form draws around it. */
export const MAX_FORM_BYTES = MAX_FILE_BYTES + 20_000;

/** A file is stored once for each document, under its first revision. */
export const FILE_REVISION = 1;

/**
 * Takes a file in: a hidden record, the file, then in one step the record for all to see with the job that reads it. A
 * process that dies between leaves what the sweep removes. Throws `payload_too_large` over 20 MB, `invalid_input` for a
 * form without a file or with an empty one, `unavailable` when storage fails. What the file holds is found out by the
 * job.
 */
export async function receiveUpload(
  context: TenantContext,
  form: FormFields,
): Promise<AcceptedView> {
  const { file, title } = validate(uploadFields, form, "form");
  if (file.size === 0) throw new AppError("invalid_input", "The file is empty.", { field: "file" });
  if (file.size > MAX_FILE_BYTES)
    throw new AppError("payload_too_large", "A file may have at most 20 MB.");
  const content = new Uint8Array(await file.arrayBuffer());
  const id = newId();
  const fileName = cleanFileName(file.name);
  await reserveFile(context, {
    id,
    title: title ?? titleOfFileName(fileName),
    fileName,
    fileType: file.type.slice(0, 200) || "application/octet-stream",
    fileBytes: content.byteLength,
    fileSha256: createHash("sha256").update(content).digest("hex"),
  });
  await fileStorage().put(documentKey(context, { id, revision: FILE_REVISION }), content, {
    contentType: "application/octet-stream",
  });
  return addReservedFile(context, id);
}
