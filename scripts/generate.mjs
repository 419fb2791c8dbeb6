import { runNode } from "./bootstrap/node24.mjs";

await runNode(["node_modules/prisma/build/index.js", "generate"]);
