import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import { DraftStore } from "../conversation/draft";

/**
 * What is typed and not sent. It is kept over a reload once the visitor has agreed, and no longer than the conversation.
 * `forget` removes it at once: the page may be gone before it is drawn again.
 */
export function useDraft({ publishableKey, preview }: PanelConfig, consented: boolean) {
  const store = useMemo(
    () => new DraftStore(publishableKey, () => sessionStorage),
    [publishableKey],
  );
  const [draft, setDraft] = useState(() => (preview ? "" : store.recall()));
  const hadConsented = useRef(false);
  useEffect(() => {
    if (consented && !preview) store.keep(draft);
    else if (hadConsented.current) store.keep("");
    hadConsented.current = consented;
  }, [store, preview, consented, draft]);
  const forget = useCallback(() => {
    store.keep("");
    setDraft("");
  }, [store]);
  return { draft, setDraft, forget };
}
