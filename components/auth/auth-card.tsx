import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

export function AuthCard({
  title,
  description,
  footer,
  children,
}: {
  title: string;
  description: string;
  footer: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[max(2rem,10dvh)] pb-12">
      <Link href="/" className="rounded-md">
        <Logo />
      </Link>
      <div className="mt-8 w-full max-w-sm rounded-xl border bg-surface p-6 shadow-xs">
        <h1 className="text-lg font-semibold">{title}</h1>
        <p className="mt-1 text-sm text-muted">{description}</p>
        <noscript>
          <p className="mt-4 rounded-md bg-warning-soft px-3 py-2.5 text-[0.8125rem] text-warning">
            This form needs JavaScript, which is off in your browser.
          </p>
        </noscript>
        {children && <div className="mt-5">{children}</div>}
      </div>
      <p className="mt-5 text-sm text-muted">{footer}</p>
    </main>
  );
}
