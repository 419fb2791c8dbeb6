import { startErrorReports } from "@/components/shell/error-reports";

// Next runs this in the browser before a page comes to life.
void startErrorReports();
