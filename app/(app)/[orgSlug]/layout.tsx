import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { choicesAmong } from "@/components/shell/organization-choices";
import { QueryProvider } from "@/components/shell/query-provider";
import { PermissionsProvider } from "@/components/shell/permissions";
import { LostTestsProvider } from "@/components/quality/tests/test-alert";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { UploadProvider } from "@/components/knowledge/upload/upload-provider";
import { countLostTests } from "@/lib/domains/quality/tests/service";
import { memberOfPage } from "./member";

export default async function OrganizationLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  const { context, organization, user } = await memberOfPage(orgSlug);
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const lost = await countLostTests(context);
  return (
    <QueryProvider key={organization.slug}>
      <PermissionsProvider permissions={[...context.permissions]}>
        <UploadProvider slug={organization.slug}>
          <LostTestsProvider lost={lost}>
            <AppShell
              organization={{ slug: organization.slug, name: organization.name }}
              choices={choicesAmong(
                user.organizations.map(({ slug, name, business }) => ({ slug, name, business })),
                organization.slug,
              )}
              user={{ name: user.name, email: user.email }}
              theme={theme}
            >
              {children}
            </AppShell>
          </LostTestsProvider>
        </UploadProvider>
      </PermissionsProvider>
    </QueryProvider>
  );
}
