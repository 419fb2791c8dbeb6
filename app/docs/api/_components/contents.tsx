import type { Group } from "../_model/operations";

export const GUIDES = [
  { id: "authentication", title: "Authentication" },
  { id: "indexing", title: "Jobs and indexing" },
  { id: "conversations", title: "Conversations" },
  { id: "streaming", title: "Streaming" },
  { id: "repeating", title: "Repeating calls" },
  { id: "limits", title: "Limits" },
  { id: "errors", title: "Errors" },
] as const;

const linkStyle =
  "flex items-baseline gap-2 rounded-sm px-2 py-1 text-[0.8125rem] text-muted hover:bg-hover hover:text-ink max-lg:py-2";

export function Contents({ groups }: { groups: readonly Group[] }) {
  return (
    <div className="space-y-5">
      <ul>
        {GUIDES.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className={linkStyle}>
              {title}
            </a>
          </li>
        ))}
      </ul>
      {groups.map(({ name, operations }) => (
        <div key={name}>
          <p className="px-2 pb-1 text-xs font-medium">{name}</p>
          <ul>
            {operations.map(({ id, method, path }) => (
              <li key={id}>
                <a href={`#${id}`} className={linkStyle}>
                  <span className="w-11 shrink-0 font-mono text-[0.6875rem]">{method}</span>
                  <span className="min-w-0 truncate font-mono text-xs">
                    {path.replace(/^\/api(\/v1)?/, "")}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
