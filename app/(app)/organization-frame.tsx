import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { UploadProvider } from "@/components/knowledge/upload/upload-provider";
import { LostTestsProvider } from "@/components/quality/tests/test-alert";
import { AppShell } from "@/components/shell/app-shell";
import { choicesAmong } from "@/components/shell/organization-choices";
import { PermissionsProvider } from "@/components/shell/permissions";
import { QueryProvider } from "@/components/shell/query-provider";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import type { Member } from "@/lib/domains/access/page-session";
import { countLostTests } from "@/lib/domains/quality/tests/service";

/** What stands around each page of an organization, for the member that the page is for. */
export async function OrganizationFrame({
  member: { context, organization, user },
  children,
}: {
  member: Member;
  children: ReactNode;
}) {
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
