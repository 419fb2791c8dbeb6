import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { StopSummary } from "@/components/insights/stop-summary";
import { readLink } from "@/lib/domains/insights/summary/setting-service";

// The address holds the token: no other site and no search engine may learn it.
export const metadata: Metadata = {
  title: "Weekly summary",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

const home = (
  <Link href="/" className="font-medium text-accent hover:underline">
    To your front desk
  </Link>
);

export default async function WeeklySummaryPage({
  params,
}: {
  params: Promise<{ token: string }>;
}) {
  const { token } = await params;
  const found = await readLink(token);
  if (!found) {
    return (
      <AuthCard
        title="This link does not work"
        description="It was cut short, or you do not belong to the business any more and get no summary."
        footer={home}
      >
        {null}
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Weekly summary"
      description={`The mail with last week's figures of ${found.organization}, each Monday.`}
      footer={home}
    >
      <StopSummary token={token} isOff={!found.mailsSummary} />
    </AuthCard>
  );
}
