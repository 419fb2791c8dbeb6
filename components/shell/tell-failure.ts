import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/core/problem";

/** For what is told although the part of the page that began it may be gone: the title, and why. */
export const tellFailure = (title: string) => (error: unknown) =>
  toast.error(title, { description: describeError(error).detail });
