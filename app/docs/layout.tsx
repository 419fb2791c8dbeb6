import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";
import { currentUser, homeOf } from "@/lib/domains/access/page-session";

async function Header() {
  const user = await currentUser();
  return (
    <header className="sticky top-0 z-30 border-b bg-canvas">
      <div className="mx-auto flex h-14 max-w-[88rem] items-center justify-between gap-4 px-4 sm:px-6">
        <Link href="/" className="rounded-md">
          <Logo />
        </Link>
        <nav aria-label="Account" className="flex items-center gap-2">
          <Button asChild variant="ghost" size="sm" className="max-sm:hidden">
            <a href="/api/v1/openapi.json">OpenAPI 3.1</a>
          </Button>
          <Button asChild size="sm">
            <Link href={user ? homeOf(user) : "/sign-in"}>{user ? "Dashboard" : "Sign in"}</Link>
          </Button>
        </nav>
      </div>
    </header>
  );
}

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <Header />
      {children}
    </>
  );
}
