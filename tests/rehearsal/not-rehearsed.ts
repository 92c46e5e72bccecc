import type { UnusedGrant } from '#tests/rehearsal/iam/authority.ts';

/** Grants that no scene can use, with the reason. */
export const NOT_REHEARSED: readonly { role: RegExp; action: RegExp; why: string }[] = [
  {
    role: /rendersegmentsgpujobRole/,
    action: /^s3:PutObject$/,
    why: 'There is no GPU here: its job ends before it writes.',
  },
  {
    role: /agentsnarrateRole/,
    action: /^(polly:SynthesizeSpeech|secretsmanager:GetSecretValue)$/,
    why: 'Voices in the cloud cost money, so that only a film which names one asks for them.',
  },
  {
    role: /briefaskRole/,
    action: /^states:SendTaskSuccess$/,
    why: 'Only a person who answers between two tries of the asking makes it wake the run itself.',
  },
  {
    role: /NetworkVpcRefused/,
    action: /^logs:/,
    why: 'Flow logs of a network are written by EC2, and there is no network here.',
  },
];

/** Unused grants without those that no scene can use. */
export function rehearsable(unused: readonly UnusedGrant[]): UnusedGrant[] {
  return unused.filter(
    (grant) => !NOT_REHEARSED.some(({ role, action }) => role.test(grant.role) && action.test(grant.action)),
  );
}

/** Unused grants that no scene can use, each with the reason. */
export function excused(unused: readonly UnusedGrant[]): (UnusedGrant & { why: string })[] {
  return unused.flatMap((grant) => {
    const found = NOT_REHEARSED.find(
      ({ role, action }) => role.test(grant.role) && action.test(grant.action),
    );
    return found === undefined ? [] : [{ ...grant, why: found.why }];
  });
}
