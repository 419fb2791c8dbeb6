import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";

interface Rename {
  mutateAsync: (name: string) => Promise<unknown>;
}

/** Gives a new name, which is shown at once, and tells what came of it, with the way back. */
export function useRenaming({ mutateAsync }: Rename) {
  return (old: string, name: string): void => {
    const undo = () => void mutateAsync(old).catch(tellFailure("Not renamed"));
    void mutateAsync(name).then(
      () =>
        toast.success("Renamed", {
          description: name,
          action: { label: "Undo", onClick: undo },
        }),
      tellFailure("Not renamed"),
    );
  };
}
