"use client";
import { Plus } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { FormError } from "@/components/auth/form-error";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { describeError, ProblemError, waitInWords } from "@/lib/core/problem";
import { useInvite } from "@/lib/domains/access/members/queries";
import { invitableRoles } from "@/lib/domains/access/members/schema";
import { asOptions, type Role } from "./role-names";

function summary(error: Error): string {
  const wait = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  if (wait === undefined) return describeError(error).detail;
  return `Your organization has sent many invitations. Try again ${waitInWords(wait)}.`;
}

function InviteForm({ slug, role: own, onDone }: { slug: string; role: Role; onDone: () => void }) {
  const invite = useInvite(slug);
  const action = useShowJobs(slug);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const fault = invite.error instanceof ProblemError ? invite.error.forField("email") : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    invite.mutate(
      { email: email.trim(), role },
      {
        onSuccess: () => {
          onDone();
          toast.success("Invited", { description: email.trim(), action });
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {invite.error && !fault && <FormError>{summary(invite.error)}</FormError>}
      <Field label="E-mail" hint="The invitation works for this address alone." error={fault}>
        {(control) => (
          <Input
            {...control}
            type="email"
            value={email}
            maxLength={254}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Select
        label="Role"
        value={role}
        onChange={setRole}
        options={asOptions(invitableRoles(own))}
      />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={invite.isPending} disabled={!email.trim()}>
          Send invitation
        </Button>
      </DialogActions>
    </form>
  );
}

export function Invite({ slug, role }: { slug: string; role: Role }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Permitted permission="members:manage">
        {(disabled) => (
          <Button size="sm" variant="primary" disabled={disabled} onClick={() => setOpen(true)}>
            <Plus aria-hidden />
            Invite
          </Button>
        )}
      </Permitted>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Invite somebody"
        description="They get a link by mail that works once, for 72 hours."
      >
        <InviteForm slug={slug} role={role} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
