import { Ban, CircleAlert, CircleCheck, Clock, LoaderCircle, RotateCw } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import type { JobView } from "@/lib/domains/ops/schema";
import { STATUS_WORDS } from "./job-words";

const LOOKS = {
  queued: { icon: Clock, tone: "neutral" },
  running: { icon: LoaderCircle, tone: "accent" },
  retrying: { icon: RotateCw, tone: "warning" },
  succeeded: { icon: CircleCheck, tone: "success" },
  failed: { icon: CircleAlert, tone: "danger" },
  cancelled: { icon: Ban, tone: "neutral" },
} as const satisfies Record<JobView["status"], { icon: unknown; tone: Tone }>;

export function JobStatusBadge({ status }: { status: JobView["status"] }) {
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon className={status === "running" ? "animate-spin" : undefined} aria-hidden />
      {STATUS_WORDS[status]}
    </Badge>
  );
}
