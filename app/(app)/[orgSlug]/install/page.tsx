import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { Install } from "@/components/access/install/install";
import { PageHeader } from "@/components/shell/page-header";
import { env } from "@/lib/env";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Install" };

export default async function InstallPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  const types = await readFile(join(process.cwd(), "widget", "frontdesk.d.ts"), "utf8");
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Install"
        description="Bring the front desk to your site, and say where it may answer."
      />
      <Install slug={orgSlug} appUrl={env().APP_URL} types={types} />
    </div>
  );
}
