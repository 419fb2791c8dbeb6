/** Where a widget's picture is; another picture has another address. */
export function avatarUrl(widgetId: string, hash: string): string {
  return `/api/v1/widget/avatar/${widgetId}?v=${hash.slice(0, 16)}`;
}
