// Loaded into each child by --import. The parent holds the other end of a pipe: when it dies, however it dies and however
// early, the pipe closes and the child stops as if it had been asked to.
import { Socket } from "node:net";

const descriptor = process.env["FRONTDESK_PARENT_FD"];
if (descriptor !== undefined) {
  // What the child starts itself has this flag loaded too, and no such pipe.
  delete process.env["FRONTDESK_PARENT_FD"];
  const pipe = new Socket({ fd: Number(descriptor), readable: true, writable: false });
  pipe.once("error", () => process.kill(process.pid, "SIGTERM"));
  pipe.once("close", () => process.kill(process.pid, "SIGTERM"));
  pipe.resume();
  pipe.unref();
}
