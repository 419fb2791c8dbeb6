import { useId } from "react";
import { ErrorState } from "@/components/shell/states";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { RadioRow } from "@/components/ui/radio-row";

interface Person {
  userId: string;
  name: string;
  email: string;
}

interface FoundList {
  isPending: boolean;
  isError: boolean;
  hasNextPage: boolean;
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** The people that a search has found, one of whom is chosen; who was chosen before stays among them. */
export function PersonChoices<P extends Person>({
  list,
  found,
  chosen,
  onChoose,
}: {
  list: FoundList;
  /** Its first page. */
  found: readonly P[];
  chosen: P | undefined;
  onChoose: (person: P) => void;
}) {
  const name = useId();
  const shown =
    chosen && !found.some(({ userId }) => userId === chosen.userId) ? [chosen, ...found] : found;
  if (list.isPending && !chosen)
    return (
      <Loading>
        <Skeleton className="h-20" />
      </Loading>
    );
  if (list.isError && shown.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (shown.length === 0)
    return (
      <p role="status" className="text-[0.8125rem]">
        Nobody has this name.
      </p>
    );
  return (
    <>
      <ul className="max-h-60 divide-y overflow-y-auto rounded-md border text-ink">
        {shown.map((person) => (
          <li key={person.userId}>
            <RadioRow
              name={name}
              checked={chosen?.userId === person.userId}
              onChoose={() => onChoose(person)}
            >
              <span className="min-w-0">
                <span className="block break-words">{person.name}</span>
                <span className="block truncate text-xs text-muted">{person.email}</span>
              </span>
            </RadioRow>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <p className="text-[0.8125rem]">There are more: search for a name.</p>}
    </>
  );
}
