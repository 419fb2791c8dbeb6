import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createAccount } from "@/lib/domains/access/sign-up";
import { createKey, type NewKey } from "@/lib/domains/access/keys/service";
import { setOriginAllowed } from "@/lib/domains/access/service";
import { saveWidget } from "@/lib/domains/access/widget/settings-service";
import { addContents } from "@/lib/domains/knowledge/add-service";
import { disconnect } from "@/lib/platform/db/client";
import { newTraceId } from "@/lib/platform/log/trace";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import { KEY_SCOPES, permissionsOfRole, type KeyKind } from "@/lib/tenancy/permissions";
import type { TenantContext } from "@/lib/tenancy/context";
import { readBusiness, type Business } from "./demo/read-business";

// Run by the start command on the first run, and again when the demo's addresses changed.

interface DemoTenant {
  name: string;
  organizationSlug: string;
  publishableKey: string;
  secretKey: string;
}

interface Demo {
  url: string;
  siteUrl: string;
  owner: { email: string; password: string };
  tenants: DemoTenant[];
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

const file = join(required("FRONTDESK_DATA_DIR"), "demo.json");
const url = required("APP_URL");
const siteUrl = required("DEMO_SITE_URL");

function addKey(context: TenantContext, kind: KeyKind, name: string): Promise<NewKey> {
  return createKey(context, { kind, name, scopes: [...KEY_SCOPES[kind]], expiresAt: null });
}

async function seedTenant(
  business: Business,
  owner: { email: string; password: string },
  origins: string[],
): Promise<DemoTenant> {
  const { context } = await createAccount(
    {
      name: "Demo Owner",
      ...owner,
      organizationName: business.name,
      slug: business.organizationSlug,
      widgetName: business.widget.name,
      greeting: business.widget.greeting,
      allowedOrigins: origins,
    },
    newTraceId(),
    // Nobody reads the demo's mailboxes, and its mails are part of the demo.
    { addressIsTheirs: true },
  );
  await saveWidget(context, business.widget);
  const publishable = await addKey(context, "publishable", "Website");
  const secret = await addKey(context, "secret", "Scripts");
  for (let start = 0; start < business.contents.length; start += 100) {
    await addContents(context, business.contents.slice(start, start + 100));
  }
  return {
    name: business.name,
    organizationSlug: business.organizationSlug,
    publishableKey: publishable.key,
    secretKey: secret.key,
  };
}

async function firstRun(): Promise<Demo> {
  const password = randomBytes(9).toString("base64url");
  const owner = { email: "owner@larkspoke.example", password };
  const main = await seedTenant(await readBusiness("larkspoke"), owner, [siteUrl]);
  const other = await seedTenant(
    await readBusiness("fernhollow"),
    { email: "owner@fernhollow.example", password },
    [],
  );
  return { url, siteUrl, owner, tenants: [main, other] };
}

// The keys of an earlier run stay: only their hashes are in the database, so they could not be had again.
async function movedAddress(demo: Demo): Promise<Demo> {
  const owner = await findKeyOwner(demo.tenants[0]?.publishableKey ?? "");
  if (!owner)
    throw new Error("The demo's key is unknown to this database. Remove demo.json to begin anew.");
  const context: TenantContext = {
    tenantId: owner.tenantId,
    organizationId: owner.organizationId,
    actor: { kind: "api_key", id: owner.keyId },
    permissions: permissionsOfRole("owner"),
    traceId: newTraceId(),
  };
  if (demo.siteUrl !== siteUrl)
    await setOriginAllowed(context, { origin: demo.siteUrl, allowed: false });
  await setOriginAllowed(context, { origin: siteUrl, allowed: true });
  return { ...demo, url, siteUrl };
}

const demo = existsSync(file)
  ? await movedAddress(JSON.parse(await readFile(file, "utf8")) as Demo)
  : await firstRun();
await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
await chmod(file, 0o600);
await disconnect();
