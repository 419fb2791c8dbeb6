import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import type { Theme } from "@/components/shell/theme";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { UserMenu } from "@/components/shell/user-menu";

/** Of the organizations to go back to; the others are found among the businesses. */
const SHOWN = 6;

/** The frame of a person's own pages, which belong to no organization: it leads back to each of theirs. */
export function AccountFrame({
  user,
  organizations,
  theme,
  children,
}: {
  user: { name: string; email: string };
  organizations: readonly { slug: string; name: string }[];
  theme: Theme;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh">
      <header className="border-b bg-sidebar">
        <div className="mx-auto flex h-14 max-w-3xl items-center gap-2 px-4 sm:px-6">
          <Link href="/" className="mr-auto rounded-md">
            <Logo />
          </Link>
          <div className="max-w-44 min-w-0">
            <UserMenu {...user} side="bottom" />
          </div>
          <ThemeToggle initial={theme} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-3xl px-4 pt-6 pb-24 sm:px-6">
        {organizations.length > 0 && (
          <nav aria-label="Organizations" className="flex flex-wrap gap-x-5">
            {organizations.slice(0, SHOWN).map(({ slug, name }) => (
              <Link
                key={slug}
                href={`/${slug}/knowledge`}
                className="mb-3 inline-flex min-w-0 items-center gap-1.5 rounded-sm text-[0.8125rem] text-muted hover:text-ink"
              >
                <ArrowLeft className="size-3.5 shrink-0" aria-hidden />
                <span className="truncate">{name}</span>
              </Link>
            ))}
            {organizations.length > SHOWN && (
              <Link
                href="/businesses"
                className="mb-3 rounded-sm text-[0.8125rem] text-muted hover:text-ink"
              >
                {`All ${organizations.length}`}
              </Link>
            )}
          </nav>
        )}
        {children}
      </main>
    </div>
  );
}
