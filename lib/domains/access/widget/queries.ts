import { useMutation, useQueryClient } from "@tanstack/react-query";
import { unwrap } from "@/lib/core/problem";
import { widgetKey } from "../queries";
import { createIdentitySecret, removeAvatar, saveWidgetSettings, uploadAvatar } from "./actions";
import type { WidgetInput } from "./schema";

/** A change of the widget, after which it is read anew. */
function useWidgetChange<I, T>(slug: string, change: (input: I) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: widgetKey(slug) }),
  });
}

export const useSaveWidget = (slug: string) =>
  useWidgetChange(slug, async (input: WidgetInput) =>
    unwrap(await saveWidgetSettings(slug, input)),
  );

/** `null` takes the picture away; else base64 of one. */
export const useSetAvatar = (slug: string) =>
  useWidgetChange(slug, async (image: string | null) =>
    unwrap(image === null ? await removeAvatar(slug, {}) : await uploadAvatar(slug, { image })),
  );

export const useMakeIdentitySecret = (slug: string) =>
  useWidgetChange(slug, async () => unwrap(await createIdentitySecret(slug, {})));
