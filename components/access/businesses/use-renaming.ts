import { useEffect, useRef } from "react";
import { renameAndTell } from "./rename";

interface Rename {
  mutateAsync: (name: string) => Promise<unknown>;
}

/** Gives what is shown by a name another one, which is shown at once, and tells what came of it. */
export function useRenaming(name: string, { mutateAsync }: Rename): (next: string) => void {
  const shown = useRef(name);
  useEffect(() => {
    shown.current = name;
  }, [name]);
  return (next) => void renameAndTell({ shown: () => shown.current, rename: mutateAsync }, next);
}
