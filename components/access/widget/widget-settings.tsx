"use client";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import dynamic from "next/dynamic";
import { LatePart } from "@/components/shell/late-part";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { widgetSettingsQuery } from "@/lib/domains/access/queries";
import { Origins } from "../install/origins";

function Pending() {
  return (
    <Loading className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="space-y-5">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-56 rounded-lg" />
      </div>
      <Skeleton className="h-[40rem] rounded-lg max-xl:hidden" />
    </Loading>
  );
}

// It comes with what it shows, and is no part of the page's first load.
const WidgetForm = dynamic(() => import("./widget-form").then((module) => module.WidgetForm), {
  ssr: false,
  loading: Pending,
});

function Settings({ slug }: { slug: string }) {
  const widget = useQuery(widgetSettingsQuery(slug));
  if (widget.data) {
    return (
      <LatePart>
        <WidgetForm slug={slug} widget={widget.data}>
          <Origins slug={slug} origins={widget.data.allowedOrigins} />
        </WidgetForm>
      </LatePart>
    );
  }
  if (widget.isError) {
    return (
      <Card>
        <ErrorState error={widget.error} onRetry={() => void widget.refetch()} />
      </Card>
    );
  }
  return <Pending />;
}

/** The widget's settings with a preview of what visitors will see. */
export function WidgetSettings({ slug }: { slug: string }) {
  if (useMay("settings:manage")) return <Settings slug={slug} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        The widget is set up by an owner or admin of this organization. Ask one of them to change
        it, or to give you that role.
      </EmptyState>
    </Card>
  );
}
