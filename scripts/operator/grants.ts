import pg from "pg";

export type OperatorLevel = "read" | "manage";

const USER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function requireUserId(userId: string): void {
  if (USER_ID.test(userId)) return;
  throw new Error(
    "Operators are known by a user's id, which their account page shows, and never by an address.",
  );
}

/** Makes a user an operator, or changes how far. Returns their name. Throws for what is no id, and for an unknown one. */
export async function grantOperator(
  ownerUrl: string,
  userId: string,
  level: OperatorLevel,
): Promise<string> {
  requireUserId(userId);
  return asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT name FROM app_user WHERE id = $1",
      [userId],
    );
    if (!rows[0]) throw new Error(`There is no user ${userId}.`);
    await client.query(
      `INSERT INTO app_operator (user_id, level) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET level = excluded.level, granted_at = now()`,
      [userId, level],
    );
    return rows[0].name;
  });
}

/** Ends it at once, since every call looks it up. Returns the user's name. Throws for who is no operator. */
export async function revokeOperator(ownerUrl: string, userId: string): Promise<string> {
  requireUserId(userId);
  return asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `DELETE FROM app_operator o USING app_user u WHERE o.user_id = $1 AND u.id = o.user_id RETURNING u.name`,
      [userId],
    );
    if (!rows[0]) throw new Error(`${userId} is no operator.`);
    return rows[0].name;
  });
}
