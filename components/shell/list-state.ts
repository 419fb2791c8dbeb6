interface ReadList {
  isPending: boolean;
  isError: boolean;
  hasNextPage: boolean;
}

/**
 * What to show for a list of which so many rows are shown. Without any it is not empty yet while others follow: those that
 * were shown have been taken out ahead of the server, and the rest is on its way.
 */
export function listState(
  { isPending, isError, hasNextPage }: ReadList,
  rows: number,
): "rows" | "failed" | "pending" | "empty" {
  if (rows > 0) return "rows";
  if (isError) return "failed";
  return isPending || hasNextPage ? "pending" : "empty";
}
