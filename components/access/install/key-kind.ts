import type { WidgetSettings } from "@/lib/domains/access/schema";

export type KeyKind = WidgetSettings["keys"][number]["kind"];

/** A publishable key that was made on this page: its full text is known nowhere else. */
export interface FreshKey {
  id: string;
  key: string;
}
