import { BookOpenText, MessageCircleQuestion, Quote, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { AnswerPreview } from "@/components/marketing/answer-preview";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";
import { currentUser, homeOf } from "@/lib/domains/access/page-session";

const FACTS = [
  {
    icon: BookOpenText,
    title: "Only what you gave it",
    text: "Upload handbooks, price lists and policies (PDF, Word, Markdown, HTML, CSV), paste text, or write FAQs. Nothing else is used to answer.",
  },
  {
    icon: Quote,
    title: "Every answer shows its source",
    text: "Visitors see the passage an answer rests on. You see a receipt: which sentence was quoted, supported, or could not be checked.",
  },
  {
    icon: MessageCircleQuestion,
    title: "It says when it does not know",
    text: "When your knowledge holds no answer, Frontdesk says so instead of guessing.",
  },
  {
    icon: ShieldCheck,
    title: "Your data stays yours",
    text: "Each business is walled off in the database itself, so no other customer's visitor can ever be answered from your documents.",
  },
];

export default async function LandingPage() {
  const user = await currentUser();
  const home = user && homeOf(user);
  return (
    <div className="mx-auto max-w-5xl px-5 sm:px-8">
      <header className="flex h-16 items-center justify-between">
        <Logo />
        <nav aria-label="Account" className="flex items-center gap-1 sm:gap-2">
          <Button asChild variant="ghost" className="max-sm:hidden">
            <Link href="/docs/api">API</Link>
          </Button>
          {home ? (
            <Button asChild variant="primary">
              <Link href={home}>Open dashboard</Link>
            </Button>
          ) : (
            <>
              <Button asChild variant="ghost">
                <Link href="/sign-in">Sign in</Link>
              </Button>
              <Button asChild variant="primary">
                <Link href="/sign-up">Sign up</Link>
              </Button>
            </>
          )}
        </nav>
      </header>
      <main>
        <section className="grid items-center gap-12 py-14 sm:py-20 lg:grid-cols-[1.05fr_1fr]">
          <div>
            <h1 className="text-[2.125rem] leading-[1.12] font-semibold tracking-[-0.03em] sm:text-5xl">
              The front desk of your website, answering from your own words
            </h1>
            <p className="mt-5 max-w-lg text-base leading-relaxed text-muted sm:text-lg">
              Give Frontdesk your documents and FAQs. It answers your visitors in seconds, shows
              where each answer comes from, and admits what it cannot know.
            </p>
            <div className="mt-8 flex flex-wrap gap-3">
              <Button asChild variant="primary" size="lg">
                <Link href={home ?? "/sign-up"}>
                  {home ? "Open dashboard" : "Create an account"}
                </Link>
              </Button>
              <Button asChild size="lg">
                <Link href="/docs/api">Read the API</Link>
              </Button>
            </div>
          </div>
          <AnswerPreview />
        </section>
        <section
          aria-label="What it does"
          className="grid gap-x-12 gap-y-9 border-t py-14 sm:grid-cols-2"
        >
          {FACTS.map(({ icon: Icon, title, text }) => (
            <div key={title} className="flex gap-4">
              <Icon className="mt-0.5 size-5 shrink-0 text-accent" aria-hidden />
              <div>
                <h2 className="text-[0.9375rem] font-semibold">{title}</h2>
                <p className="mt-1 text-sm leading-relaxed text-muted">{text}</p>
              </div>
            </div>
          ))}
        </section>
      </main>
    </div>
  );
}
