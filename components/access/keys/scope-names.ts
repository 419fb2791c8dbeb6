import type { KeyScope } from "@/lib/domains/access/keys/schema";

export const SCOPE_NAMES: Readonly<Record<KeyScope, string>> = {
  "kb:read": "Read and search the knowledge",
  "kb:write": "Add and change knowledge",
  "kb:delete": "Delete knowledge",
  "chat:ask": "Ask the front desk questions",
  "conversations:read": "Read conversations",
  "conversations:delete": "Delete conversations",
};
