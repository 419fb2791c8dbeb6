import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col justify-center">
      <EmptyState
        icon={Compass}
        heading="h1"
        title="This page does not exist"
        actions={
          <Button asChild variant="primary">
            <Link href="/sign-in">Go to your dashboard</Link>
          </Button>
        }
      >
        The address may be mistyped, the page may be gone, or your account has no access to it.
      </EmptyState>
    </main>
  );
}
