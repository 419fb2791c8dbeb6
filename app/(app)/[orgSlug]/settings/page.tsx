import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { SETTINGS_PAGES } from "@/components/shell/settings-pages";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { organization } = await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Settings"
        description={`How ${organization.name} is set up, and what is kept of it.`}
      />
      <ul className="grid gap-3 sm:grid-cols-2">
        {SETTINGS_PAGES.map(({ name, path, icon: Icon, purpose }) => (
          <li key={path} className="flex">
            <Link
              href={`/${orgSlug}/${path}`}
              className="flex min-w-0 flex-1 gap-3.5 rounded-lg border bg-surface p-4 shadow-xs hover:bg-subtle"
            >
              <Icon className="mt-0.5 size-4.5 shrink-0 text-muted" aria-hidden />
              <span className="min-w-0">
                <span className="block text-sm font-medium">{name}</span>
                <span className="mt-0.5 block text-[0.8125rem] text-muted">{purpose}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
