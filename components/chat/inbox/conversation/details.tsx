import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { When } from "@/components/shell/when";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { assigneeInWords } from "../words";
import { safeLink } from "@/widget/panel/answer/safe-link";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-b px-5 py-4 last:border-b-0">
      <h3 className="mb-2 text-xs font-medium text-muted">{title}</h3>
      {children}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 py-1 text-[0.8125rem]">
      <dt className="w-20 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 break-words" dir="auto">
        {children}
      </dd>
    </div>
  );
}

const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

function Visitor({ conversation }: { conversation: ConversationDetail }) {
  const { visitor, language, pageUrl, createdAt } = conversation;
  const page = safeLink(pageUrl ?? undefined);
  return (
    <Part title="Visitor">
      <dl>
        <Fact name="Name">{visitor.name ?? "Not told"}</Fact>
        <Fact name="E-mail">
          {visitor.email ? (
            <a href={`mailto:${visitor.email}`} className="text-accent hover:underline">
              {visitor.email}
            </a>
          ) : (
            "Not told"
          )}
        </Fact>
        {visitor.id && <Fact name="Your id">{visitor.id}</Fact>}
        {language && <Fact name="Language">{LANGUAGES.of(language)}</Fact>}
        {page && (
          <Fact name="Page">
            <a
              href={page}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent hover:underline"
            >
              {new URL(page).host + new URL(page).pathname}
              <ExternalLink className="ml-1 inline size-3" aria-label="(opens in a new tab)" />
            </a>
          </Fact>
        )}
        <Fact name="Began">
          <When at={createdAt} />
        </Fact>
        {visitor.seenAt && (
          <Fact name="Last seen">
            <When at={visitor.seenAt} />
          </Fact>
        )}
      </dl>
    </Part>
  );
}

function Lead({ lead }: { lead: ConversationDetail["leads"][number] }) {
  const more = Object.entries(lead.fields).filter(([, value]) => typeof value === "string");
  return (
    <dl>
      <Fact name="Name">{lead.name}</Fact>
      <Fact name="E-mail">
        <a href={`mailto:${lead.email}`} className="text-accent hover:underline">
          {lead.email}
        </a>
      </Fact>
      {lead.message && <Fact name="Message">{lead.message}</Fact>}
      {more.map(([name, value]) => (
        <Fact key={name} name={name}>
          {String(value)}
        </Fact>
      ))}
    </dl>
  );
}

function Handoffs({ handoffs }: Pick<ConversationDetail, "handoffs">) {
  if (handoffs.length === 0)
    return <p className="text-[0.8125rem] text-muted">The assistant had it from the beginning.</p>;
  return (
    <ol className="space-y-3">
      {handoffs.map(({ id, reason, createdAt, answeredAt, endedAt }) => (
        <li key={id} className="text-[0.8125rem]">
          <p className="font-medium">
            {reason === "visitor_asked" ? "Visitor asked for a person" : "Taken over by a member"}
          </p>
          <p className="text-muted">
            <When at={createdAt} />
          </p>
          <p className="text-muted">
            {answeredAt ? (
              <>
                Answered <When at={answeredAt} />
              </>
            ) : (
              "Not answered yet"
            )}
            {endedAt && (
              <>
                , ended <When at={endedAt} />
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What is known of a conversation beside what was said in it. */
export function Details({ conversation, me }: { conversation: ConversationDetail; me: string }) {
  const { leads, handoffs, snoozedUntil, status } = conversation;
  return (
    <>
      <Visitor conversation={conversation} />
      <Part title="Assigned to">
        <p className="text-[0.8125rem]">{assigneeInWords(conversation, me)}</p>
        {status === "snoozed" && snoozedUntil && (
          <p className="mt-1 text-[0.8125rem] text-muted">
            Snoozed until <When at={snoozedUntil} />
          </p>
        )}
      </Part>
      {leads.length > 0 && (
        <Part title={leads.length === 1 ? "Lead" : "Leads"}>
          <div className="space-y-3">
            {leads.map((lead) => (
              <Lead key={lead.id} lead={lead} />
            ))}
          </div>
        </Part>
      )}
      <Part title="Handoffs">
        <Handoffs handoffs={handoffs} />
      </Part>
    </>
  );
}
