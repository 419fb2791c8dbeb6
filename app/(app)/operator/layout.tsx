import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountFrame } from "@/components/access/account/account-frame";
import { OperatorNav } from "@/components/operators/operator-nav";
import { QueryProvider } from "@/components/shell/query-provider";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { requireOperatorPage } from "@/lib/domains/access/page-session";

export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const { name, email, organizations } = await requireOperatorPage("ops:read");
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <AccountFrame user={{ name, email }} organizations={organizations} theme={theme}>
        <OperatorNav />
        {children}
      </AccountFrame>
    </QueryProvider>
  );
}
