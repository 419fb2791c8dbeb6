import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountFrame } from "@/components/access/account/account-frame";
import { QueryProvider } from "@/components/shell/query-provider";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { personOfPage } from "./person";

export default async function PersonLayout({ children }: { children: ReactNode }) {
  const { name, email, organizations } = await personOfPage();
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <QueryProvider>
      <AccountFrame user={{ name, email }} organizations={organizations} theme={theme}>
        {children}
      </AccountFrame>
    </QueryProvider>
  );
}
