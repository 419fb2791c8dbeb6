"use client";
import { When } from "@/components/shell/when";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { KeyView } from "@/lib/domains/access/keys/schema";
import { worksIn } from "@/lib/domains/access/keys/terms";
import { RevokeKey } from "./revoke-key";
import { SCOPE_NAMES } from "./scope-names";

const STATES: Record<KeyView["state"], { tone: Tone; text: string }> = {
  live: { tone: "success", text: "Live" },
  expiring: { tone: "warning", text: "Expires soon" },
  replaced: { tone: "warning", text: "Being replaced" },
  expired: { tone: "neutral", text: "Expired" },
  revoked: { tone: "neutral", text: "Revoked" },
};

/** What is said before the moment at which it expires. */
const ENDS = {
  live: "Expires",
  expiring: "Expires",
  replaced: "Works until",
  expired: "Expired",
} as const;

const names: Readonly<Record<string, string>> = SCOPE_NAMES;

function Maker({ createdBy }: Pick<KeyView, "createdBy">) {
  return createdBy && <> by {createdBy.name ?? "a former member"}</>;
}

function Life({ apiKey }: { apiKey: KeyView }) {
  const { state, createdAt, lastUsedAt, expiresAt, createdBy } = apiKey;
  return (
    <p className="text-xs text-muted">
      Created <When at={createdAt} />
      <Maker createdBy={createdBy} /> · Last used {lastUsedAt ? <When at={lastUsedAt} /> : "never"}
      {state !== "revoked" && (
        <>
          {" · "}
          {ENDS[state]} {expiresAt ? <When at={expiresAt} /> : "never"}
        </>
      )}
    </p>
  );
}

export function KeyRow({
  slug,
  apiKey,
  onRotate,
}: {
  slug: string;
  apiKey: KeyView;
  onRotate: (key: KeyView) => void;
}) {
  const { name, hint, kind, scopes, state } = apiKey;
  const { tone, text } = STATES[state];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-3 py-3 sm:flex-nowrap">
      <div className="min-w-0 flex-1 space-y-1 max-sm:basis-full">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 truncate">{name}</span>
          <Badge tone={kind === "secret" ? "neutral" : "accent"}>
            {kind === "secret" ? "Secret" : "Publishable"}
          </Badge>
          <Badge tone={tone}>{text}</Badge>
        </p>
        <p className="text-xs text-muted">
          <code className="font-mono">{hint}…</code>
          {" · "}
          {scopes.map((scope, at) => (
            <span key={scope}>
              {at > 0 && ", "}
              <code className="font-mono" title={names[scope]}>
                {scope}
              </code>
            </span>
          ))}
        </p>
        <Life apiKey={apiKey} />
      </div>
      {worksIn(state) && (
        <span className="flex gap-2">
          {state !== "replaced" && (
            <Button
              size="sm"
              aria-label={`Rotate ${name} ${hint}`}
              onClick={() => onRotate(apiKey)}
            >
              Rotate…
            </Button>
          )}
          <RevokeKey slug={slug} apiKey={apiKey} />
        </span>
      )}
    </li>
  );
}
