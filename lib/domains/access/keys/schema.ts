import { z } from "zod";
import { KEY_SCOPES, type KeyScope } from "@/lib/tenancy/permissions";
import { KEY_LIST_STATES, KEY_STATES } from "./terms";

export { KEY_SCOPES, type KeyScope };

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days a key may live at most, where it is not to live until it is revoked. */
export const MAX_LIFETIME_DAYS = 365;

const kind = z.enum(["publishable", "secret"]);

/** A moment in the future. A day more than the most: the last day is meant whole, wherever it is. */
const expiry = z.iso
  .datetime({ error: "Not a day", abort: true })
  .refine((at) => Date.parse(at) > Date.now(), "Choose a day that is not over")
  .refine(
    (at) => Date.parse(at) <= Date.now() + (MAX_LIFETIME_DAYS + 1) * DAY_MS,
    `At most ${MAX_LIFETIME_DAYS} days from now`,
  );

export const createKeyInput = z
  .strictObject({
    kind,
    name: z.string().trim().min(1, "Name the key").max(100),
    scopes: z
      .array(z.enum(KEY_SCOPES.secret))
      .min(1, "Choose at least one")
      .max(KEY_SCOPES.secret.length),
    /** Null: until it is revoked. */
    expiresAt: expiry.nullable(),
  })
  .superRefine((key, context) => {
    const possible: readonly KeyScope[] = KEY_SCOPES[key.kind];
    if (key.scopes.every((scope) => possible.includes(scope))) return;
    const message = `More than a ${key.kind} key may do`;
    context.addIssue({ code: "custom", path: ["scopes"], message });
  });
export type CreateKeyInput = z.infer<typeof createKeyInput>;

/** How long a replaced key works beside its successor, in milliseconds. */
export const OVERLAPS = { none: 0, "1h": DAY_MS / 24, "24h": DAY_MS, "7d": 7 * DAY_MS } as const;
export type Overlap = keyof typeof OVERLAPS;

export const keyInput = z.strictObject({ id: z.uuid() });
export const rotateKeyInput = z.strictObject({
  id: z.uuid(),
  overlap: z.enum(Object.keys(OVERLAPS) as [Overlap, ...Overlap[]]),
});

/** A key as those who manage it see it: never itself, and never its hash. */
export const keyView = z.object({
  id: z.uuid(),
  kind,
  name: z.string(),
  hint: z.string(),
  scopes: z.array(z.string()),
  /** Who made it, with null for the name of somebody who is no member any more; null where it was not written down. */
  createdBy: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  state: z.enum(KEY_STATES),
});
export type KeyView = z.infer<typeof keyView>;

export const keyListQuery = z.strictObject({
  search: z.string().trim().max(200).optional().describe("A part of the name."),
  kind: kind.optional(),
  state: z
    .enum(KEY_LIST_STATES)
    .optional()
    .describe("`live`: what still works, a replaced one included. `ended`: expired or revoked."),
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type KeyListQuery = z.infer<typeof keyListQuery>;

export const keyPage = z.object({ keys: z.array(keyView), nextCursor: z.uuid().nullable() });
export type KeyPage = z.infer<typeof keyPage>;
