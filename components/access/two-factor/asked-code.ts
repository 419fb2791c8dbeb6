import { later } from "@/components/ui/later";

/** The form for a code in a dialog: most who look at their account open none. */
export const AskedCode = later(() => import("./code-form").then((module) => module.CodeForm));
