import NextAuth, { type NextAuthOptions } from "next-auth";
import { authOptions } from "@/lib/domains/access/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: Request, context: Context) => Promise<Response>;

// The package types what it makes as any.
const makeHandler = NextAuth as (options: NextAuthOptions) => Handler;

const handler: Handler = (request, context) => makeHandler(authOptions())(request, context);

export { handler as GET, handler as POST };
