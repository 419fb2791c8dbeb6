import { CircleCheck, CircleX, TrendingDown } from "lucide-react";
import { Badge } from "@/components/ui/badge";

/** Whether a test question passed; `lost` when it did before. */
export function ResultBadge({ passed, lost }: { passed: boolean; lost: boolean }) {
  if (passed)
    return (
      <Badge tone="success">
        <CircleCheck aria-hidden />
        Passed
      </Badge>
    );
  return (
    <Badge tone="danger">
      {lost ? <TrendingDown aria-hidden /> : <CircleX aria-hidden />}
      {lost ? "Failed, passed before" : "Failed"}
    </Badge>
  );
}
