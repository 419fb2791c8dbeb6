import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/core/problem";

export interface Named {
  /** The name as it is shown now. */
  shown: () => string;
  rename: (name: string) => Promise<unknown>;
}

async function undo({ shown, rename }: Named, name: string, old: string): Promise<void> {
  if (shown() === name) await rename(old);
  else toast.warning("Not undone", { description: "It has been renamed again since." });
}

/**
 * Gives a new name and tells what came of it: with the way back while that name is the one shown, or with another try,
 * since the dialog that it was typed into is gone by then.
 */
export function renameAndTell(named: Named, name: string): Promise<unknown> {
  const old = named.shown();
  const failed = (again: () => Promise<unknown>) => (error: unknown) =>
    toast.error("Not renamed", {
      description: describeError(error).detail,
      action: { label: "Try again", onClick: () => void again() },
    });
  const takeBack = (): Promise<unknown> => undo(named, name, old).catch(failed(takeBack));
  const isShown = () => named.shown() === name;
  return named.rename(name).then(
    () =>
      toast.success("Renamed", {
        description: name,
        ...(isShown() && { action: { label: "Undo", onClick: () => void takeBack() } }),
      }),
    failed(() => renameAndTell(named, name)),
  );
}
