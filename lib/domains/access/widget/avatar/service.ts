import "server-only";
import { createHash } from "node:crypto";
import { AppError, notFound } from "@/lib/core/errors";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { findWidget } from "../../repository";
import { findAvatar, findWidgetOwner, updateAvatar } from "../repository";
import { MAX_AVATAR_BYTES } from "../schema";
import { readPicture } from "./picture-size";

/** Beyond this a small file may still be a picture of gigabytes once it is shown. */
const MAX_SIDE = 1_024;

const refuse = (message: string) => new AppError("invalid_input", message, { field: "image" });

function checked(bytes: Buffer<ArrayBuffer>) {
  if (bytes.length > MAX_AVATAR_BYTES) throw refuse("A picture may have at most 256 KB.");
  const picture = readPicture(bytes);
  if (!picture) throw refuse("Only PNG, JPEG and WebP pictures can be used.");
  const { type, width, height } = picture;
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
    throw refuse(`A picture may have at most ${MAX_SIDE} by ${MAX_SIDE} pixels.`);
  const avatarHash = createHash("sha256").update(bytes).digest("hex");
  return { avatar: new Uint8Array(bytes), avatarType: type, avatarHash };
}

/** Gives the widget a picture, or none. Throws `invalid_input` for what is no small picture, by its own bytes. */
export async function setAvatar(context: TenantContext, image: string | null): Promise<void> {
  const picture = image === null ? null : checked(Buffer.from(image, "base64"));
  await withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    if (!widget) throw notFound("The widget");
    await updateAvatar(tx, widget.id, picture);
    await recordAudit(tx, context, "widget.avatar_changed", [widget.id]);
  });
}

/** The picture of a widget, for anybody: it is shown on the business's own site. Throws `not_found`. */
export async function readAvatar(
  id: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string; hash: string }> {
  const owner = await withAuthLookup((tx) => findWidgetOwner(tx, id));
  const found = owner && (await withTenant(owner, (tx) => findAvatar(tx, id)));
  if (!found?.avatar || found.avatarType === null || found.avatarHash === null)
    throw notFound("The picture");
  return { bytes: found.avatar, type: found.avatarType, hash: found.avatarHash };
}
